import { describe, expect, it } from 'vitest';
import { ConnectionRelay } from '../../../electron/supervision/connection-relay.ts';
import { Supervisor } from '../../../electron/supervision/supervisor.ts';
import { eventually } from '../../support/eventually.ts';
import { standInEngines } from '../../support/in-process-engine.ts';

const READER = { scope: 'read', caller: 'read 1' } as const;
const TRADER = { scope: 'trade', caller: 'trade 2' } as const;

async function relayed() {
  const engines = standInEngines();
  const supervisor = new Supervisor({ fork: engines.fork, firstDelayMs: 1 });
  const relay = new ConnectionRelay(supervisor);
  supervisor.start();
  await supervisor.ready();
  return { engines, supervisor, relay };
}

describe('callers that share one link', () => {
  it('each hear only what was said to them', async () => {
    const { engines, relay } = await relayed();
    const heard: string[] = [];
    relay.open(READER).onFrame((frame) => heard.push(`first ${String(frame)}`));
    relay.open(TRADER).onFrame((frame) => heard.push(`second ${String(frame)}`));
    engines.started[0].say({ kind: 'frame', connection: 2, frame: 'b' });
    engines.started[0].say({ kind: 'frame', connection: 1, frame: 'a' });
    engines.started[0].say({ kind: 'frame', connection: 9, frame: 'nobody' });
    await eventually(() => expect(heard).toEqual(['second b', 'first a']));
  });

  it('are told to the engine with what they may do, and that they are gone, once', async () => {
    const { engines, relay } = await relayed();
    const connection = relay.open(READER);
    connection.send('call');
    for (let i = 0; i < 3; i += 1) connection.noteRead(50_000);
    connection.close();
    connection.close();
    await eventually(() =>
      expect(engines.started[0].told).toEqual([
        { kind: 'open', connection: 1, ...READER },
        { kind: 'frame', connection: 1, frame: 'call' },
        { kind: 'read', connection: 1, length: 100_000 },
        { kind: 'closed', connection: 1 },
      ]),
    );
  });

  it('that the engine lets go hear why, once, and the engine hears that they are gone', async () => {
    const { engines, relay } = await relayed();
    const heard: unknown[] = [];
    const connection = relay.open(READER);
    connection.onClose((close) => heard.push(close));
    for (let i = 0; i < 2; i += 1) engines.started[0].say({ kind: 'close', connection: 1, code: 1007, reason: 'not readable' });
    await eventually(() => expect(engines.started[0].told.at(-1)).toEqual({ kind: 'closed', connection: 1 }));
    connection.send('late');
    connection.noteRead(1_000_000);
    connection.close();
    expect(heard).toEqual([{ code: 1007, reason: 'not readable' }]);
    expect(engines.started[0].told.map(({ kind }) => kind)).toEqual(['open', 'closed']);
  });

  it('hear nothing any more once they are gone', async () => {
    const { engines, relay } = await relayed();
    const heard: unknown[] = [];
    const [gone, there] = [relay.open(READER), relay.open(READER)];
    gone.onFrame((frame) => heard.push(frame));
    there.onFrame((frame) => heard.push(frame));
    gone.close();
    engines.started[0].say({ kind: 'frame', connection: 1, frame: 'late' });
    engines.started[0].say({ kind: 'frame', connection: 2, frame: 'still here' });
    await eventually(() => expect(heard).toEqual(['still here']));
  });

  it('all end when the engine ends, each once, and are not taken for callers of the next one', async () => {
    const { engines, supervisor, relay } = await relayed();
    const ended: string[] = [];
    const first = relay.open(READER);
    first.onEnd(() => ended.push('first'));
    relay.open(TRADER).onEnd(() => ended.push('second'));
    engines.started[0].end({ code: 1, signal: null });
    await eventually(() => expect(supervisor.restarts).toBe(1));
    await supervisor.ready();
    expect(ended).toEqual(['first', 'second']);
    first.close();
    relay.open(READER).send('hello');
    await eventually(() =>
      expect(engines.started[1].told).toEqual([
        { kind: 'open', connection: 3, ...READER },
        { kind: 'frame', connection: 3, frame: 'hello' },
      ]),
    );
    await supervisor.stop();
  });
});
