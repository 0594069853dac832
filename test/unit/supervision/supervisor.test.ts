import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineStartError, Supervisor, type SupervisorOptions, type SupervisorState } from '../../../electron/supervision/supervisor.ts';
import { type StandInEngine, standInEngines } from '../../support/in-process-engine.ts';

const CRASH = { code: 1, signal: null } as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A supervisor of engines that do what `onStart` says, with every state it was in. */
function supervised(
  onStart?: (engine: StandInEngine, place: number) => void,
  options: Partial<SupervisorOptions> & { readonly answersPings?: boolean } = {},
) {
  const { answersPings = true, ...rest } = options;
  const engines = standInEngines({ answersPings, ...(onStart === undefined ? {} : { onStart }) });
  const supervisor = new Supervisor({ fork: engines.fork, ...rest });
  const states: SupervisorState[] = [];
  supervisor.onDidChange((state) => states.push(state));
  return { supervisor, states, engines };
}

const delaysOf = (states: readonly SupervisorState[]): number[] =>
  states.flatMap((state) => (state.kind === 'waiting' ? [state.delayMs] : []));
const crash = (engine: StandInEngine): void => engine.end(CRASH);

describe('an engine that starts', () => {
  it('is ready when it says so', async () => {
    const { supervisor, states } = supervised();
    supervisor.start();
    const ready = supervisor.ready();
    await vi.advanceTimersByTimeAsync(10);
    expect(await ready).toEqual({ kind: 'ready', pid: 4242, engine: 'running' });
    expect(states.map(({ kind }) => kind)).toEqual(['starting', 'ready']);
  });

  it('is started once, however often that is asked', async () => {
    const { supervisor, engines } = supervised();
    supervisor.start();
    supervisor.start();
    await vi.advanceTimersByTimeAsync(10);
    supervisor.start();
    expect(engines.started).toHaveLength(1);
  });
});

describe('an engine that ends', () => {
  it('hands what it has left for its successor to the one that takes over', async () => {
    const { supervisor, engines } = supervised();
    supervisor.start();
    await vi.advanceTimersByTimeAsync(10);
    engines.started[0].say({ kind: 'successor', options: { speed: 5 } });
    engines.started[0].say({ kind: 'successor', options: { speed: null } });
    await vi.advanceTimersByTimeAsync(10);
    engines.started[0].end(CRASH);
    await vi.advanceTimersByTimeAsync(200);
    expect(engines.successors).toEqual([null, { speed: null }]);
  });

  it('is started again after 100 ms, which its callers hear', async () => {
    const { supervisor, states, engines } = supervised();
    supervisor.start();
    await vi.advanceTimersByTimeAsync(10);
    engines.started[0].end({ code: null, signal: 'SIGKILL' });
    await vi.advanceTimersByTimeAsync(90);
    expect(engines.started).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20);
    expect([engines.started.length, supervisor.restarts]).toEqual([2, 1]);
    expect(states).toEqual([
      { kind: 'starting' },
      { kind: 'ready', pid: 4242, engine: 'running' },
      { kind: 'waiting', reason: 'the engine ended by SIGKILL', delayMs: 100 },
      { kind: 'starting' },
      { kind: 'ready', pid: 4242, engine: 'running' },
    ]);
  });

  it('soon each time is started again ever later, but at the latest after ten seconds', async () => {
    const { supervisor, states } = supervised(crash);
    supervisor.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(delaysOf(states).slice(0, 10)).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000]);
  });

  it('after it was healthy for half a minute is started again quickly, and the delays begin anew', async () => {
    const { supervisor, states, engines } = supervised((engine, place) =>
      place < 4 ? crash(engine) : engine.say({ kind: 'ready', pid: 1, state: 'running' }),
    );
    supervisor.start();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(delaysOf(states)).toEqual([100, 200, 400, 800]);
    await vi.advanceTimersByTimeAsync(31_000);
    engines.started[4].end(CRASH);
    await vi.advanceTimersByTimeAsync(150);
    engines.started[5].end(CRASH);
    await vi.advanceTimersByTimeAsync(10);
    expect(delaysOf(states).slice(4)).toEqual([100, 200]);
  });

  it('after it was healthy, and then can not start, is started again ever later', async () => {
    const { supervisor, states, engines } = supervised((engine, place) =>
      place > 0 ? crash(engine) : engine.say({ kind: 'ready', pid: 1, state: 'running' }),
    );
    supervisor.start();
    await vi.advanceTimersByTimeAsync(31_000);
    engines.started[0].end(CRASH);
    await vi.advanceTimersByTimeAsync(3_500);
    expect(delaysOf(states)).toEqual([100, 200, 400, 800, 1_600, 3_200]);
  });

  it('because it can not start is started again, with its own words as the reason', async () => {
    const { supervisor, states } = supervised((engine) => {
      engine.say({ kind: 'failed', code: 'store-busy', message: 'journal.db is in use', isFinal: false });
      setTimeout(() => crash(engine), 1);
    });
    supervisor.start();
    await vi.advanceTimersByTimeAsync(50);
    expect(states.at(-1)).toEqual({ kind: 'waiting', reason: 'journal.db is in use', delayMs: 100 });
  });

  it('again and again before it was ever ready is given up after as many starts as it may take', async () => {
    const { supervisor, states, engines } = supervised(
      (engine) => {
        engine.say({ kind: 'failed', code: 'disk-full', message: 'the disk is full', isFinal: false });
        setTimeout(() => crash(engine), 1);
      },
      { mostFirstStarts: 3 },
    );
    supervisor.start();
    const failure = supervisor.ready().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([engines.started.length, delaysOf(states)]).toEqual([3, [100, 200]]);
    expect(await failure).toEqual(new EngineStartError('disk-full', 'the disk is full'));
  });

  it('is tried as often again when somebody asks for it', async () => {
    const { supervisor, engines } = supervised(crash, { mostFirstStarts: 3 });
    supervisor.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([engines.started.length, supervisor.state.kind]).toEqual([3, 'failed']);
    supervisor.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([engines.started.length, supervisor.state.kind]).toEqual([6, 'failed']);
  });

  it('because no process can be had for it is tried again as well', async () => {
    const states: SupervisorState[] = [];
    const engines = standInEngines();
    let attempts = 0;
    const fork: SupervisorOptions['fork'] = (successor) => {
      attempts += 1;
      if (attempts < 3) throw new Error('no process can be had');
      return engines.fork(successor);
    };
    const supervisor = new Supervisor({ fork });
    supervisor.onDidChange((state) => states.push(state));
    supervisor.start();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([attempts, supervisor.state.kind]).toEqual([3, 'ready']);
    expect(states).toContainEqual({ kind: 'waiting', reason: 'the engine could not be started: no process can be had', delayMs: 100 });
  });

  it('is not given up once it was ready', async () => {
    const { supervisor, engines } = supervised(
      (engine, place) => (place > 0 ? crash(engine) : engine.say({ kind: 'ready', pid: 1, state: 'running' })),
      { mostFirstStarts: 3 },
    );
    supervisor.start();
    await vi.advanceTimersByTimeAsync(10);
    engines.started[0].end(CRASH);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engines.started.length).toBeGreaterThan(8);
    expect(supervisor.state.kind).toBe('waiting');
  });

  it('for a reason that trying again would only repeat is not started again', async () => {
    const { supervisor, engines } = supervised((engine) => {
      engine.say({ kind: 'failed', code: 'folder-in-use', message: 'the folder is held', isFinal: true });
      setTimeout(() => crash(engine), 1);
    });
    supervisor.start();
    const failure = supervisor.ready().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engines.started).toHaveLength(1);
    expect(supervisor.state).toEqual({ kind: 'failed', code: 'folder-in-use', message: 'the folder is held' });
    expect(await failure).toEqual(new EngineStartError('folder-in-use', 'the folder is held'));
  });
});

describe('a listener that fails', () => {
  it.each(['starting', 'ready', 'waiting'] as const)(
    'when it hears "%s" keeps neither the others from hearing nor the engine from coming back',
    async (kind) => {
      const faults: unknown[] = [];
      const { supervisor, engines } = supervised(undefined, { onListenerFault: (error) => faults.push(error) });
      const heard: string[] = [];
      supervisor.onDidChange((state) => {
        if (state.kind === kind) throw new Error('the page is gone');
      });
      supervisor.onDidChange((state) => heard.push(state.kind));
      supervisor.start();
      await vi.advanceTimersByTimeAsync(10);
      engines.started[0].end(CRASH);
      await vi.advanceTimersByTimeAsync(200);
      expect([engines.started.length, supervisor.state.kind]).toEqual([2, 'ready']);
      expect(heard).toEqual(['starting', 'ready', 'waiting', 'starting', 'ready']);
      expect(faults).toContainEqual(new Error('the page is gone'));
    },
  );

  it('when it hears a message of the engine does not keep the others from it', async () => {
    const faults: unknown[] = [];
    const { supervisor } = supervised(undefined, { onListenerFault: (error) => faults.push(error) });
    const heard: string[] = [];
    supervisor.onMessage(() => {
      throw new Error('no');
    });
    supervisor.onMessage(({ kind }) => heard.push(kind));
    supervisor.start();
    await vi.advanceTimersByTimeAsync(10);
    expect([heard, faults]).toEqual([['ready'], [new Error('no')]]);
  });
});

describe('an engine that is silent', () => {
  it('is said to be within two seconds, with since when, until it answers again', async () => {
    const { supervisor, engines } = supervised(undefined, { answersPings: false });
    const changes: boolean[] = [];
    supervisor.onDidChangeSilence((isSilent) => changes.push(isSilent));
    supervisor.start();
    await vi.advanceTimersByTimeAsync(1_900);
    const readyAtMs = Date.now() - 1_900;
    expect(supervisor.silentSinceMs).toBeNull();
    await vi.advanceTimersByTimeAsync(700);
    expect(supervisor.silentSinceMs).toBeGreaterThanOrEqual(readyAtMs);
    engines.started[0].say({ kind: 'pong', id: 1, state: 'degraded' });
    await vi.advanceTimersByTimeAsync(10);
    expect([supervisor.silentSinceMs, changes]).toEqual([null, [true, false]]);
    expect(supervisor.state).toEqual({ kind: 'ready', pid: 4242, engine: 'degraded' });
  });

  it('while it starts is starting, not silent', async () => {
    const { supervisor } = supervised(() => undefined, { answersPings: false });
    supervisor.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([supervisor.state.kind, supervisor.silentSinceMs]).toEqual(['starting', null]);
  });

  it('is ended and started again, however it hangs', async () => {
    const { supervisor, states, engines } = supervised(undefined, { answersPings: false });
    supervisor.start();
    await vi.advanceTimersByTimeAsync(14_500);
    expect(engines.started).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(engines.started).toHaveLength(2);
    expect(states).toContainEqual({ kind: 'waiting', reason: 'the engine ended by SIGKILL', delayMs: 100 });
  });

  it('but for its heartbeat is left alone', async () => {
    const { supervisor, engines } = supervised();
    supervisor.start();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect([engines.started.length, supervisor.restarts]).toEqual([1, 0]);
  });

  it('is not ended because its supervisor slept', async () => {
    const { supervisor, engines } = supervised();
    supervisor.start();
    await vi.advanceTimersByTimeAsync(5_000);
    vi.setSystemTime(Date.now() + 3_600_000);
    // Nor is it said to be silent, which would refuse the first orders after sleep for a wrong reason.
    expect(supervisor.silentSinceMs).toBeNull();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([engines.started.length, supervisor.restarts]).toEqual([1, 0]);
  });

  it('from its start on is ended as well', async () => {
    const { supervisor, engines } = supervised(() => undefined, { answersPings: false });
    supervisor.start();
    await vi.advanceTimersByTimeAsync(16_500);
    expect(engines.started).toHaveLength(2);
  });
});

describe('a supervisor that is stopped', () => {
  it('lets the engine write down what it holds, and does not start it again', async () => {
    const { supervisor, engines } = supervised();
    supervisor.start();
    await vi.advanceTimersByTimeAsync(10);
    const stopped = supervisor.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    await stopped;
    expect([engines.started[0].told, engines.started.length, supervisor.state]).toEqual([[{ kind: 'stop' }], 1, { kind: 'stopped' }]);
  });

  it('ends an engine that does not stop by itself within ten seconds', async () => {
    const { supervisor, engines } = supervised();
    supervisor.start();
    await vi.advanceTimersByTimeAsync(10);
    const deaf = vi.spyOn(engines.started[0], 'end');
    deaf.mockImplementationOnce(() => undefined);
    const stopped = { isDone: false };
    void supervisor.stop().then(() => (stopped.isDone = true));
    await vi.advanceTimersByTimeAsync(9_900);
    expect(stopped.isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(stopped.isDone).toBe(true);
  });

  it('while it waits to start the engine again does not start it', async () => {
    const { supervisor, engines } = supervised(crash);
    supervisor.start();
    await vi.advanceTimersByTimeAsync(50);
    expect(supervisor.state.kind).toBe('waiting');
    await supervisor.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    supervisor.start();
    expect([engines.started.length, supervisor.state.kind]).toEqual([1, 'stopped']);
  });
});
