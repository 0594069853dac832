import { afterEach, describe, expect, it, vi } from 'vitest';
import { type QuitAnswer, QuitFlow } from '../../../electron/main/quit-flow.ts';
import { type AtStake, quitQuestion } from '../../../electron/main/quit-question.ts';
import { showWhenReady } from '../../../electron/main/show-window.ts';
import { StandInWindow } from '../../support/electron/window.ts';

afterEach(() => {
  vi.useRealTimers();
});

function flow(answer: QuitAnswer | Promise<QuitAnswer>) {
  const calls: string[] = [];
  const stopped = Promise.withResolvers<void>();
  const quitFlow = new QuitFlow({
    stop: (withinMs) => {
      calls.push(`stop ${withinMs}`);
      return stopped.promise;
    },
    ask: () => {
      calls.push('ask');
      return Promise.resolve(answer);
    },
    quit: () => calls.push('quit'),
    hide: () => calls.push('hide'),
  });
  const event = () => {
    const made = { isPrevented: false, preventDefault: () => void (made.isPrevented = true) };
    return made;
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { calls, quitFlow, stopped, event, settle };
}

describe('leaving the app', () => {
  it('asks once, stops the engine, and only then quits', async () => {
    const { calls, quitFlow, stopped, event, settle } = flow('quit');
    const [first, second] = [event(), event()];
    quitFlow.onLeave(first);
    quitFlow.onLeave(second);
    await settle();
    expect([calls, first.isPrevented, second.isPrevented]).toEqual([['ask', 'stop 10000'], true, true]);
    stopped.resolve();
    await settle();
    const last = event();
    quitFlow.onLeave(last);
    expect([calls, last.isPrevented]).toEqual([['ask', 'stop 10000', 'quit'], false]);
  });

  it.each([
    ['stay', ['ask']],
    ['hide', ['ask', 'hide']],
  ] as const)('with the answer "%s" goes on, and asks again the next time', async (answer, calls) => {
    const scene = flow(answer);
    scene.quitFlow.onLeave(scene.event());
    await scene.settle();
    expect([scene.calls, scene.quitFlow.isLeaving]).toEqual([calls, false]);
    scene.quitFlow.onLeave(scene.event());
    await scene.settle();
    expect(scene.calls).toEqual([...calls, ...calls]);
  });

  it('asks nobody when a signal or the system ends it, and holds up the system only for the engine', async () => {
    const signalled = flow('stay');
    signalled.quitFlow.onSignal();
    expect(signalled.calls).toEqual(['stop 10000']);
    const ending = flow('stay');
    const event = ending.event();
    ending.quitFlow.onSystemEnd(event);
    expect([ending.calls, event.isPrevented]).toEqual([['stop 4000'], true]);
    ending.stopped.resolve();
    await ending.settle();
    expect(ending.calls).toEqual(['stop 4000', 'quit']);
  });

  it('ends with the system although somebody is still being asked', async () => {
    const scene = flow(new Promise<QuitAnswer>(() => undefined));
    scene.quitFlow.onLeave(scene.event());
    scene.quitFlow.onSystemEnd(scene.event());
    scene.stopped.resolve();
    await scene.settle();
    expect(scene.calls).toEqual(['ask', 'stop 4000', 'quit']);
  });

  it('quits although the engine could not be stopped', async () => {
    const scene = flow('quit');
    scene.quitFlow.onSignal();
    scene.stopped.reject(new Error('no'));
    await scene.settle();
    expect(scene.calls).toContain('quit');
  });
});

const trading = { state: 'active', cause: 'start', reason: '', mode: 'manual', autoConfidence: 0.6 } as const;
const position = (stopHeldBy: 'venue' | 'engine') => ({ stopHeldBy }) as AtStake['positions'][number];
const order = (status: AtStake['orders'][number]['status']) => ({ status }) as AtStake['orders'][number];
const questionOf = (atStake: Partial<AtStake>, isPaper = true) =>
  quitQuestion(
    () => Promise.resolve({ positions: [], orders: [], trading, ...atStake }),
    () => isPaper,
  );

describe('the question before quitting', () => {
  it('is not asked when nothing is open and nothing trades by itself', async () => {
    expect(await questionOf({})).toBeNull();
    expect(await questionOf({ trading: { ...trading, mode: 'auto', state: 'halted' } })).toBeNull();
  });

  it('says what is open, what stays and what ends', async () => {
    const question = await questionOf({
      positions: [position('venue'), position('engine')],
      orders: [order('working'), order('filled')],
      trading: { ...trading, mode: 'auto' },
    });
    expect(question?.message).toBe('Quit while 2 positions are open and auto mode trades?');
    expect(question?.detail).toContain('Stops at the broker stay; those held by BitFlow end');
    expect(question?.detail).toContain('1 open position is protected by BitFlow alone.');
    expect(question?.detail).toContain('1 order is not over.');
    expect(question?.detail).toContain('paper account');
    expect((await questionOf({ positions: [position('venue')] }, false))?.detail).not.toContain('paper');
  });

  it.each([
    ['hangs', () => new Promise<AtStake>(() => undefined)],
    ['fails', () => Promise.reject(new Error('gone'))],
  ])('says that nobody knows when the engine %s', async (_name, ask) => {
    const question = await quitQuestion(ask, () => true, 20);
    expect(question?.message).toBe('Quit without knowing what is open?');
  });
});

describe('a window that waits to be shown', () => {
  const waiting = () => {
    vi.useFakeTimers();
    const window = new StandInWindow({});
    const shown: string[] = [];
    showWhenReady(window as unknown as Parameters<typeof showWhenReady>[0], () => shown.push('shown'), 5_000);
    return { window, shown };
  };

  it('is shown once, by whichever comes first', () => {
    const { window, shown } = waiting();
    window.announce('ready-to-show');
    window.webContents.announce('did-finish-load');
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual(['shown']);
  });

  it('is shown after a while although nothing comes', () => {
    const { shown } = waiting();
    vi.advanceTimersByTime(5_000);
    expect(shown).toEqual(['shown']);
  });

  it('is not shown once it was closed', () => {
    const { window, shown } = waiting();
    window.close();
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([]);
  });
});
