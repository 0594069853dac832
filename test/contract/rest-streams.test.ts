import { describe, expect, it, onTestFinished } from 'vitest';
import type { Caller } from '../../electron/headless/access.ts';
import { ConnectionRelay } from '../../electron/supervision/connection-relay.ts';
import { type EngineClient, EngineClients } from '../../electron/supervision/engine-client.ts';
import type { ToEngine } from '../../electron/supervision/engine-link.ts';
import { utcMs } from '../../shared/domain/time.ts';
import { openRest } from '../support/doors.ts';
import { eventually } from '../support/eventually.ts';
import { type ServedWorkstation, servedMarket } from '../support/served-workstation.ts';

const READER: Caller = { id: 'read 1', scope: 'read' };

async function aScene() {
  const served = await servedMarket({ bars: 200 });
  onTestFinished(() => served.close());
  const clients = new EngineClients(new ConnectionRelay(served.supervisor));
  const [engine] = served.engines.started;
  const told = <K extends ToEngine['kind']>(kind: K): ToEngine[] => engine.told.filter((message) => message.kind === kind);
  const watch = (client: EngineClient) => client.workspace.watch({});
  /** Has the engine tell every watcher 100 kB, so often, each at its own time. */
  const say = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      const message = String(n).padEnd(100_000, '.');
      served.workstation.feeds.workspace.tell({ event: 'systemError', at: utcMs(n), instrumentId: null, message, fill: null });
      await new Promise((resolve) => {
        setTimeout(resolve, 1);
      });
    }
  };
  return { served, clients, told, watch, say };
}

/** Counts what the engine sends from now on. */
function countedFrames({ supervisor }: ServedWorkstation): { readonly characters: number } {
  const counted = { characters: 0 };
  supervisor.onMessage((message) => {
    if (message.kind === 'frame') counted.characters += message.frame.length;
  });
  return counted;
}

/** Reads a stream until the last of thirty messages. */
async function readToEnd(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const event of stream) if (JSON.stringify(event).includes('"29.')) return;
}

describe('a stream over REST', () => {
  it('that nobody reads holds the engine back, and goes on when it is read', async () => {
    const { served, clients, told, watch, say } = await aScene();
    const stream = await clients.stream({ caller: READER, signal: undefined, ask: watch });
    const sent = countedFrames(served);
    await say(30);
    await eventually(() => expect(sent.characters).toBeGreaterThan(400_000));
    // Half a million characters wait at most, and one frame more.
    expect(sent.characters).toBeLessThan(800_000);
    expect(told('read')).toEqual([]);
    await readToEnd(stream);
    expect(told('read')).not.toEqual([]);
    expect(sent.characters).toBeGreaterThan(3_000_000);
  });

  it('holds back neither another nor a call', async () => {
    const { clients, watch, say } = await aScene();
    await clients.stream({ caller: READER, signal: undefined, ask: watch });
    const other = await clients.stream({ caller: READER, signal: undefined, ask: watch });
    const reading = readToEnd(other);
    await say(30);
    await reading;
    expect(await clients.client('read').market.instruments()).toHaveLength(1);
  });

  it.each(['is read no further', 'is given up before it was read'])('has a way of its own, which ends when it %s', async (how) => {
    const { clients, told, watch } = await aScene();
    const ending = new AbortController();
    const stream = await clients.stream({ caller: READER, signal: ending.signal, ask: watch });
    if (how === 'is read no further') {
      await stream.next();
      await stream.return();
    } else {
      ending.abort();
    }
    await eventually(() => expect(told('closed')).toEqual([{ kind: 'closed', connection: 1 }]));
  });

  it('ends its way when its caller goes', async () => {
    const { served, told } = await aScene();
    const { client } = openRest(served.origin, served.host.access.issueBearer('read'));
    const ending = new AbortController();
    const stream = await client.workspace.watch({}, { signal: ending.signal });
    await stream.next();
    const next = stream.next().catch(() => null);
    ending.abort();
    await next;
    await eventually(() => expect(told('closed')).toHaveLength(1));
  });
});
