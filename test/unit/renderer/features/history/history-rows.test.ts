import { describe, expect, it } from 'vitest';
import { isShown, withLive } from '../../../../../renderer/features/history/history-rows.ts';
import type { SignalView } from '../../../../../shared/contract/index.ts';

const signal = (id: string, at: number, change: Partial<SignalView> = {}): SignalView =>
  ({ id, at, instrumentId: 'NVK.SIM', outcome: null, isAccepted: true, ...change }) as SignalView;
const right = { result: 'right', move: 0.01, price: 10, at: 5 } as SignalView['outcome'];
const NONE = { instrumentId: null, result: null, verdict: null };

describe('the signal history', () => {
  it('shows what came in since it was asked for, and what became known of what it had', () => {
    const rows = withLive([signal('b', 2), signal('a', 1)], [signal('c', 3), signal('b', 2, { outcome: right })]);
    expect(rows.map(({ id, outcome }) => [id, outcome?.result ?? 'pending'])).toEqual([
      ['c', 'pending'],
      ['b', 'right'],
      ['a', 'pending'],
    ]);
  });

  it.each([
    [NONE, true],
    [{ ...NONE, instrumentId: 'ORB.SIM' }, false],
    [{ ...NONE, result: 'pending' }, true],
    [{ ...NONE, result: 'right' }, false],
    [{ ...NONE, verdict: 'refused' }, false],
    [{ ...NONE, verdict: 'accepted' }, true],
  ] as const)('is narrowed down by %o', (filter, expected) => {
    expect(isShown(signal('a', 1), filter)).toBe(expected);
  });
});
