import { describe, expect, it } from 'vitest';
import { recordedWhy } from '../../electron/host/recorded-why.ts';
import { dataFolder } from '../../electron/storage/data-folder.ts';
import type { InstrumentId } from '../../shared/domain/ids.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import type { Why } from '../../shared/domain/why.ts';
import { aWorkstation, CODE_HASH, LIVELY_START, livelyMarket } from '../support/recorded-run.ts';
import { temporaryFolder } from '../support/temporary.ts';

const MINUTES = 420;

/** Plays a market bar by bar into a folder, stops and starts half-way, and notes what the core answers after each bar. */
async function played(path: string): Promise<{ readonly instrumentId: InstrumentId; readonly answers: readonly Why[] }> {
  const answers: Why[] = [];
  let instrumentId: InstrumentId | null = null;
  for (const [from, to] of [
    [1, 250],
    [251, MINUTES],
  ]) {
    const workstation = aWorkstation(path, livelyMarket(path, MINUTES));
    await workstation.start();
    const { core, header, marketDoor, runtime } = workstation.services;
    instrumentId = header.instruments[0].id;
    for (let minute = from; minute <= to; minute += 1) {
      await marketDoor.advance(LIVELY_START + minute * MINUTE_MS);
      await runtime.settled();
      answers.push(core.why(0));
    }
    await workstation.stop();
  }
  if (instrumentId === null) throw new Error('nothing was played');
  return { instrumentId, answers };
}

describe('why, asked of the record', () => {
  it('is what the engine would have said at that moment, before and after a restart, whatever it was', async () => {
    const path = temporaryFolder();
    const { instrumentId, answers } = await played(path);
    const { journal } = dataFolder(path);
    const states = new Set<string>();
    for (let minute = 5; minute <= MINUTES; minute += 23) {
      const atMs = LIVELY_START + minute * MINUTE_MS;
      const found = recordedWhy({ journal, codeHash: CODE_HASH, instrumentId, atMs });
      const expected = answers[minute - 1];
      states.add(expected.state);
      expect(found).toEqual({ ok: true, value: expected });
    }
    for (const answer of answers
      .filter(({ signalId, state }) => signalId !== null && state !== 'quiet' && state !== 'repeated')
      .slice(0, 5)) {
      const found = recordedWhy({ journal, codeHash: CODE_HASH, instrumentId, atMs: answer.at });
      expect(found).toEqual({ ok: true, value: answer });
      states.add(answer.state);
    }
    expect(states.size).toBeGreaterThan(3);
  });

  it('is refused where nothing is on record, where other code decided, and for what is not there', async () => {
    const path = temporaryFolder();
    const { instrumentId } = await played(path);
    const { journal } = dataFolder(path);
    const at = LIVELY_START + 100 * MINUTE_MS;
    const codeOf = (question: Partial<Parameters<typeof recordedWhy>[0]>) => {
      const found = recordedWhy({ journal, codeHash: CODE_HASH, instrumentId, atMs: at, ...question });
      return found.ok ? 'ok' : found.error.code;
    };
    expect(codeOf({})).toBe('ok');
    expect(codeOf({ atMs: LIVELY_START - 10 * MINUTE_MS })).toBe('not-recorded');
    expect(codeOf({ codeHash: 'othercode' })).toBe('other-code');
    expect(codeOf({ instrumentId: 'NONE.CSV' as InstrumentId })).toBe('unknown-instrument');
  });
});
