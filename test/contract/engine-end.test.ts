import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answered, NoAnswerError } from '../../renderer/client/deadline.ts';
import { bareHost } from '../support/bare-host.ts';
import { openRest, openSocket } from '../support/doors.ts';
import { eventually } from '../support/eventually.ts';
import { servedMarket } from '../support/served-workstation.ts';

async function served() {
  const market = await servedMarket({ bars: 200 });
  onTestFinished(() => market.close());
  return market;
}

const CRASH = { code: null, signal: 'SIGSEGV' } as const;

describe('when the engine ends', () => {
  it('a stream over a socket fails at once, and a new socket works once it is back', async () => {
    const market = await served();
    const bearer = market.host.access.issueBearer('trade');
    const { client } = await openSocket(market.origin, bearer);
    const stream = await client.engine.watch();
    await stream.next();
    const next = stream.next().then((value) => stream.next().then(() => value));
    market.engines.started[0].end(CRASH);
    await expect(next).rejects.toThrow();
    await eventually(() => expect(market.supervisor.state.kind).toBe('ready'));
    const again = await openSocket(market.origin, bearer);
    expect(await again.client.market.instruments()).toHaveLength(1);
    again.close();
  });

  it('a socket that comes meanwhile is told to come again, not that it is unknown', async () => {
    const market = await served();
    market.engines.started[0].end(CRASH);
    await eventually(() => expect(market.supervisor.state.kind).toBe('waiting'), 1_000, 1);
    await expect(openSocket(market.origin, market.host.access.issueBearer('trade'))).rejects.toThrow('1012');
  });

  it('a call over REST says that the engine is starting again, and works once it is back', async () => {
    const market = await served();
    const { client } = openRest(market.origin, market.host.access.issueBearer('trade'));
    expect(await client.market.instruments()).toHaveLength(1);
    market.engines.started[0].end(CRASH);
    await eventually(() => expect(market.supervisor.state.kind).toBe('waiting'), 1_000, 1);
    await expect(client.market.instruments()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      status: 503,
      data: { code: 'engine-not-ready' },
    });
    await eventually(async () => expect(await client.market.instruments()).toHaveLength(1));
  });

  it('health says so, to anybody', async () => {
    const market = await served();
    market.engines.started[0].end(CRASH);
    await eventually(() => expect(market.supervisor.state.kind).toBe('waiting'), 1_000, 1);
    const response = await fetch(`${market.origin}/api/health`);
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 503,
      body: { status: 'unavailable', engine: 'waiting' },
    });
  });

  it('bearers and codes stay good', async () => {
    const market = await served();
    const code = market.host.access.issueCode('trade');
    market.engines.started[0].end(CRASH);
    await eventually(() => expect(market.supervisor.restarts).toBe(1));
    expect(market.host.access.exchange(code)).toMatchObject({ scope: 'trade' });
  });
});

describe('a call under way when the engine ends', () => {
  it.each([
    ['a command', '/api/trading/kill', { commandId: 'k-1' }, 'k-1'],
    ['a command without an id, which is given one', '/api/positions/flatten', {}, expect.stringMatching(/^c-[0-9a-f]{24}$/)],
    ['another change', '/api/playback', { isPaused: true }, null],
  ])('is answered over REST that its outcome is unknown, with how to ask again: %s', async (_, path, body, commandId) => {
    const host = await bareHost();
    const headers = { authorization: `Bearer ${host.host.access.issueBearer('trade')}`, 'content-type': 'application/json' };
    const answer = host.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    await eventually(() => expect(host.engines.started[0].told.some(({ kind }) => kind === 'frame')).toBe(true));
    host.engines.started[0].end(CRASH);
    const { status, text } = await answer;
    expect({ status, body: JSON.parse(text) as unknown }).toMatchObject({
      status: 504,
      body: { code: 'OUTCOME_UNKNOWN', data: { code: 'outcome-unknown', commandId } },
    });
  });

  it('is answered over REST that it may be made again where it only looks', async () => {
    const host = await bareHost();
    const headers = { authorization: `Bearer ${host.host.access.issueBearer('trade')}` };
    const answer = host.ask('/api/status', { headers });
    await eventually(() => expect(host.engines.started[0].told.some(({ kind }) => kind === 'frame')).toBe(true));
    host.engines.started[0].end(CRASH);
    expect(JSON.parse((await answer).text)).toMatchObject({ code: 'UNAVAILABLE', status: 503, data: { code: 'engine-lost' } });
  });
});

describe('an engine that does not answer', () => {
  it('gets exits only, which are answered within seconds that their outcome is unknown; all else is refused at once', async () => {
    const host = await bareHost({ answersPings: false });
    const headers = { authorization: `Bearer ${host.host.access.issueBearer('trade')}`, 'content-type': 'application/json' };
    await eventually(() => expect(host.supervisor.silentSinceMs).not.toBeNull());
    const post = (path: string, body: unknown) => host.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const [resume, status, kill] = await Promise.all([
      post('/api/trading/resume', {}),
      host.ask('/api/status', { headers }),
      post('/api/trading/kill', { commandId: 'k-1' }),
    ]);
    for (const { text } of [resume, status])
      expect(JSON.parse(text)).toMatchObject({
        status: 503,
        data: { code: 'engine-silent' },
        message: expect.stringContaining('not answered since'),
      });
    expect(JSON.parse(kill.text)).toMatchObject({ status: 504, data: { code: 'outcome-unknown', commandId: 'k-1' } });
    expect(host.engines.started[0].told.filter(({ kind }) => kind === 'frame')).toHaveLength(1);
  });

  it('is given up by REST after a while, with a code', async () => {
    const host = await bareHost();
    const headers = { authorization: `Bearer ${host.host.access.issueBearer('trade')}` };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const answer = host.ask('/api/status', { headers });
    const isDone = answer.then(() => true);
    const turn = new Promise((resolve) => {
      setImmediate(resolve);
    });
    while (!(await Promise.race([isDone, turn.then(() => new Promise((resolve) => setImmediate(() => resolve(false))))])))
      vi.advanceTimersByTime(1_000);
    expect(JSON.parse((await answer).text)).toMatchObject({ code: 'UNAVAILABLE', status: 503, data: { code: 'engine-lost' } });
  });

  it('is given up by the window, which does not say that nothing was done', async () => {
    const never = new Promise<never>(() => undefined);
    await expect(answered(never, 10)).rejects.toThrow(NoAnswerError);
    expect(await answered(Promise.resolve('answer'), 10)).toBe('answer');
    await expect(answered(Promise.reject(new Error('its own')), 10)).rejects.toThrow('its own');
  });
});
