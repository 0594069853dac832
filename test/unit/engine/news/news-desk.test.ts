import { describe, expect, it } from 'vitest';
import { NewsDesk } from '../../../../electron/engine/news/news-desk.ts';
import type { Headline } from '../../../../shared/domain/headline.ts';
import { idFrom, instrumentId, venueId } from '../../../../shared/domain/ids.ts';
import { DAY_MS, utcMs } from '../../../../shared/domain/time.ts';
import { entities } from './linking-cases.ts';

const symbol = (text: string) => instrumentId(text, venueId('TEST'));

function headline(
  id: string,
  text: string,
  { instruments = [], at = 0 }: { instruments?: Headline['instruments']; at?: number } = {},
): Headline {
  return { id: idFrom(id), text, source: 'Simwire', instruments, tsEvent: utcMs(at) };
}

describe('NewsDesk', () => {
  it('adds what the text names to what the source gave, the source first, each once', () => {
    const desk = new NewsDesk(entities);
    const taken = desk.take(headline('a', 'Apple and Norvik climb', { instruments: [symbol('TSLA'), symbol('NVK')] }));
    expect(taken).toEqual({ instruments: [symbol('TSLA'), symbol('NVK'), symbol('AAPL')], repeats: null });
  });

  it('names the story that a headline repeats within a day', () => {
    const desk = new NewsDesk(entities);
    desk.take(headline('a', 'Norvik raises outlook'));
    expect(desk.take(headline('b', 'Norvik lifts outlook - Reuters', { at: DAY_MS })).repeats).toBe('a');
    expect(desk.take(headline('c', 'Norvik cuts outlook', { at: DAY_MS })).repeats).toBeNull();
  });

  it('counts the same words about two instruments as two stories', () => {
    const desk = new NewsDesk(entities);
    desk.take(headline('a', 'Miner raises outlook', { instruments: [symbol('NVK')] }));
    expect(desk.take(headline('b', 'Miner raises outlook', { instruments: [symbol('KVA')] })).repeats).toBeNull();
    expect(desk.take(headline('c', 'Miner raises outlook')).repeats).toBe('a');
  });

  it('keeps what was decided when it is restored with other entities', () => {
    const desk = new NewsDesk([]);
    desk.restore([{ ...headline('b', 'Norvik raises outlook', { instruments: [symbol('NVK')] }), repeats: idFrom('a') }]);
    expect(desk.take(headline('c', 'Norvik raises outlook', { instruments: [symbol('NVK')] })).repeats).toBe('a');
    expect(desk.take(headline('d', 'Norvik raises outlook', { instruments: [symbol('KVA')] })).repeats).toBeNull();
  });
});
