import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { technicalRuleNames } from '../../shared/domain/technical-rule.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import type { OpenDoor } from '../support/doors.ts';
import { LIVELY_START, writeLivelyMinutes } from '../support/recorded-run.ts';
import { type ServedWorkstation, serveWorkstation } from '../support/served-workstation.ts';
import { keptFolder } from '../support/temporary.ts';

const INSTRUMENT = 'LIVE.CSV';
const folder = keptFolder();
const open: { served?: ServedWorkstation; door?: OpenDoor } = {};
const served = (): ServedWorkstation => open.served ?? fail();
const client = (): OpenDoor['client'] => (open.door ?? fail()).client;

function fail(): never {
  throw new Error('the workstation is not served');
}

beforeAll(async () => {
  const marketPath = join(folder.path, 'LIVE_1m.csv');
  writeLivelyMinutes(marketPath, 900);
  open.served = await serveWorkstation({ marketPath, speed: null, dataDir: join(folder.path, 'data'), windowRoot: folder.path });
  open.door = await served().open('WebSocket', 'read');
  await served().playTo(LIVELY_START + 400 * MINUTE_MS);
});

afterAll(async () => {
  open.door?.close();
  await open.served?.close();
  folder.delete();
});

describe('why, asked through a door', () => {
  it('is answered for now and for a moment of the past, with the same words as then', async () => {
    const then = await client().signals.why({ instrumentId: INSTRUMENT });
    expect(then.answer).toContain('LIVE');
    expect(then.contributions.length).toBeGreaterThan(0);
    await served().playTo(LIVELY_START + 700 * MINUTE_MS);
    const now = await client().signals.why({ instrumentId: INSTRUMENT });
    expect(now.at).toBeGreaterThan(then.at);
    expect(await client().signals.why({ instrumentId: INSTRUMENT, at: then.at })).toEqual(then);
  });

  it('is refused for what there is not, and for a time before the record', async () => {
    await expect(client().signals.why({ instrumentId: 'NONE.CSV' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client().signals.why({ instrumentId: INSTRUMENT, at: LIVELY_START + 400 * 86_400_000 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('still to come'),
    });
    await expect(client().signals.why({ instrumentId: INSTRUMENT, at: LIVELY_START - 86_400_000 })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      data: { code: 'not-recorded' },
    });
  });
});

describe('what became of signals', () => {
  it('is on each signal, and adds up on the scoreboard', async () => {
    const signals = await client().signals.list({ limit: 1000 });
    const board = await client().signals.scoreboard();
    const judged = signals.filter(({ outcome }) => outcome !== null && outcome.result !== 'void');
    expect(judged.length).toBeGreaterThan(3);
    expect(board).toMatchObject({ counted: judged.length, horizonBars: 15 });
    expect(board.pending + board.counted + board.voided).toBe(signals.length);
    const right = judged.filter(({ outcome }) => outcome?.result === 'right');
    expect(board.rows[0]).toMatchObject({ instrumentId: null, count: judged.length });
    expect(board.rows[0].rightRatio).toBeCloseTo(right.length / judged.length, 12);
    expect(board.rows.slice(1).reduce((sum, { count }) => sum + count, 0)).toBe(judged.length);
    expect(board.curve.reduce((sum, { count }) => sum + count, 0)).toBe(judged.length);
    for (const { outcome, price, action, dueAt } of judged) {
      if (outcome === null) continue;
      expect(outcome.at).toBeGreaterThanOrEqual(dueAt);
      const change = ((outcome.price - price) / price) * (action === 'sell' ? -1 : 1);
      expect(outcome.move).toBeCloseTo(change, 12);
      expect(outcome.result).toBe(change > 0 ? 'right' : 'wrong');
    }
  });

  it('can be asked of each rule over the bars so far', async () => {
    const rules = await client().signals.testRules({ instrumentId: INSTRUMENT, interval: '1m', limit: 600 });
    expect(rules.map(({ rule }) => rule)).toEqual([...technicalRuleNames]);
    expect(rules.some(({ count }) => count > 20)).toBe(true);
  });
});

describe('a chart that asks for the regime', () => {
  it('gets a label for each bar, and none where it did not ask', async () => {
    for (const withRegime of [true, false]) {
      const frames = await client().market.chart({ instrumentId: INSTRUMENT, interval: '1m', limit: 300, indicators: [], withRegime });
      for await (const { bars, regimes } of frames) {
        expect(regimes.length).toBe(withRegime ? bars.openTime.length : 0);
        if (withRegime) expect(new Set(regimes.slice(30)).size).toBeGreaterThan(1);
        break;
      }
    }
  });
});
