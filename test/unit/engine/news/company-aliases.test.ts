import { describe, expect, it } from 'vitest';
import { aliasesOf, baseSymbol, coreName, distinctiveFirstWord } from '../../../../electron/engine/news/company-aliases.ts';

describe('coreName', () => {
  it.each([
    ['Apple Inc.', 'Apple'],
    ['The Coca-Cola Company', 'Coca-Cola'],
    ['Tiffany & Co.', 'Tiffany'],
    ['Nokia Oyj', 'Nokia'],
    ['Volvo AB', 'Volvo'],
    ['UBS Group AG', 'UBS'],
    ['Amazon.com, Inc.', 'Amazon'],
    ['Philips N.V.', 'Philips'],
    ['Holdings', 'Holdings'],
    ['—', ''],
  ])('leaves the legal form of %s out', (name, core) => {
    expect(coreName(name)).toBe(core);
  });
});

describe('distinctiveFirstWord', () => {
  it.each([
    ['Norvik Mining', 'Norvik'],
    ['Berkshire Hathaway Inc.', 'Berkshire'],
    ['General Motors Company', null],
    ['Johnson & Johnson', null],
    ['Eli Lilly and Company', null],
    ['Coca-Cola Bottling', null],
    ['Apple Hospitality REIT', null],
    ['Nokia Oyj', null],
  ])('finds in %s: %s', (name, first) => {
    expect(distinctiveFirstWord(name)).toBe(first);
  });
});

describe('baseSymbol', () => {
  it.each([
    ['BTC/USDT', 'BTC'],
    ['BTC-USD', 'BTC'],
    ['BTCUSDT', 'BTC'],
    ['ETHBTC', 'ETH'],
    ['BTC', 'BTC'],
  ])('reads %s as %s', (symbol, base) => {
    expect(baseSymbol(symbol)).toBe(base);
  });
});

describe('aliasesOf', () => {
  it('gives the name, the core, the first word and what large companies are known as, each once', () => {
    expect(aliasesOf({ symbol: 'NVK', name: 'Norvik Mining', assetClass: 'stock' })).toEqual(['Norvik Mining', 'Norvik']);
    expect(aliasesOf({ symbol: 'GOOGL', name: 'Alphabet Inc.', assetClass: 'stock' })).toEqual(['Alphabet Inc.', 'Alphabet', 'Google']);
  });

  it('gives a coin its common names by the base of its pair', () => {
    expect(aliasesOf({ symbol: 'ETH/USDT', name: 'ETH/USDT', assetClass: 'crypto' })).toEqual(['ETH/USDT', 'Ethereum', 'Ether']);
    expect(aliasesOf({ symbol: 'constructor', name: 'x', assetClass: 'crypto' })).toEqual(['x']);
  });
});
