import { describe, expect, it } from 'vitest';
import { EntityLinker, type LinkedEntity } from '../../../../electron/engine/news/entity-linker.ts';
import { instrumentId, venueId } from '../../../../shared/domain/ids.ts';
import { byName, byTicker, entities, notNamed } from './linking-cases.ts';

const linker = new EntityLinker(entities);

function named(id: string, symbol: string, name: string, aliases: readonly string[] = []): LinkedEntity {
  return { id: instrumentId(id, venueId('TEST')), symbol, name, aliases, assetClass: 'stock' };
}

describe('EntityLinker', () => {
  it.each(byTicker)('reads tickers as they are written: %s', (text, ...symbols) => {
    expect(linker.link(text)).toEqual(symbols.map((symbol) => `${symbol}.TEST`));
  });

  it.each(byName)('reads names as headlines write them: %s', (text, ...symbols) => {
    expect(linker.link(text)).toEqual(symbols.map((symbol) => `${symbol}.TEST`));
  });

  it.each(notNamed)('leaves alone what only looks like a name: %s', (text) => {
    expect(linker.link(text)).toEqual([]);
  });

  it('prefers the longer of two listed names that begin alike', () => {
    const both = new EntityLinker([named('AAPL', 'AAPL', 'Apple Inc.'), named('APLE', 'APLE', 'Apple Hospitality REIT, Inc.')]);
    expect(both.link('Apple Hospitality REIT lifts dividend')).toEqual(['APLE.TEST']);
    expect(both.link('Apple lifts dividend')).toEqual(['AAPL.TEST']);
  });

  it('links all instruments of one company, in the order they were given', () => {
    const twice = new EntityLinker([named('NVK2', 'NVK', 'Norvik Mining'), named('NVK1', 'NVK', 'Norvik Mining')]);
    expect(twice.link('Norvik rises')).toEqual(['NVK2.TEST', 'NVK1.TEST']);
    expect(twice.link('NVK rises')).toEqual(['NVK2.TEST', 'NVK1.TEST']);
  });

  it('does not read a word that its limit cuts', () => {
    const padding = 'x '.repeat(998);
    expect(linker.link(`${padding}Nokia gains`)).toEqual([]);
    expect(linker.link(`${'x '.repeat(990)}Nokia gains`)).toEqual(['NOKIA.TEST']);
    expect(linker.link(`${'x '.repeat(997)} Nokia gains`)).toEqual(['NOKIA.TEST']);
  });

  it('takes names without words, and tables’ own names, as nothing', () => {
    const odd = new EntityLinker([named('ODD', '123', '—', ['', '…']), named('CON', 'CON', 'constructor')]);
    expect(odd.link('— … 🚀')).toEqual([]);
    expect(odd.link('constructor')).toEqual(['CON.TEST']);
  });
});
