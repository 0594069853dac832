import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { SHARE_LIMITS } from '../../electron/host/transports/caller-shares.ts';
import { type DoorName, doorNames, type OpenDoor, openSocket } from '../support/doors.ts';
import { eventually } from '../support/eventually.ts';
import { type ServedWorkstation, servedMarket } from '../support/served-workstation.ts';

const held: { served: ServedWorkstation | null } = { served: null };

beforeAll(async () => {
  held.served = await servedMarket({ bars: 3_000 });
  await held.served.playTo(Date.UTC(2024, 0, 3));
});

afterAll(async () => {
  await held.served?.close();
});

function served(): ServedWorkstation {
  if (held.served === null) throw new Error('nothing is served');
  return held.served;
}

/** Opens streams until the test is over; returns the code of each refusal. */
async function openStreams({ client }: OpenDoor, count: number): Promise<readonly (string | null)[]> {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const open = async (): Promise<string | null> => {
    try {
      const stream = await client.events.watch({ events: ['systemError'] }, { signal: ending.signal });
      stream.next().catch(() => undefined);
      return null;
    } catch (error) {
      if (!(error instanceof ORPCError)) throw error;
      return `${error.status} ${error.code} ${(error.data as { code: string }).code}`;
    }
  };
  return await Promise.all(Array.from({ length: count }, open));
}

const streamsNow = (): number => served().streamCount();

describe.each(doorNames)('through the %s', (doorName: DoorName) => {
  it('a caller has so many streams, is told of it, and has them again once it closed some', async () => {
    const door = await served().open(doorName, 'read');
    const ending = new AbortController();
    const { client } = door;
    const first = await client.events.watch({ events: ['systemError'] }, { signal: ending.signal });
    first.next().catch(() => undefined);
    const refusals = await openStreams(door, SHARE_LIMITS.streams + 3);
    expect(refusals.filter((refusal) => refusal !== null)).toEqual(Array.from({ length: 4 }, () => '429 LIMIT_REACHED too-many-streams'));
    ending.abort();
    await eventually(() => expect(streamsNow()).toBe(SHARE_LIMITS.streams - 1));
    expect(await openStreams(door, 1)).toEqual([null]);
    door.close();
  });

  it('a caller holds so many values in charts', async () => {
    const door = await served().open(doorName, 'read');
    onTestFinished(() => door.close());
    const indicators = Array.from({ length: 24 }, (_, n) => ({ key: String(n), name: 'bollinger', parameters: {} }));
    const open = async (): Promise<unknown> => {
      const ending = new AbortController();
      onTestFinished(() => ending.abort());
      try {
        await (
          await door.client.market.chart({ instrumentId: 'ABC.CSV', interval: '1m', limit: 20_000, indicators }, { signal: ending.signal })
        ).next();
        return null;
      } catch (error) {
        return error instanceof ORPCError ? (error.data as unknown) : error;
      }
    };
    const codes = [await open(), await open(), await open()];
    expect(codes).toContainEqual({ code: 'too-many-values' });
    expect(codes[0]).toBeNull();
  });

  it('everything is given back when the way is closed or its streams are ended', async () => {
    const door = await served().open(doorName, 'read');
    const ending = new AbortController();
    const streams = await Promise.all(
      Array.from({ length: 5 }, () => door.client.events.watch({ events: ['systemError'] }, { signal: ending.signal })),
    );
    for (const stream of streams) stream.next().catch(() => undefined);
    await eventually(() => expect(streamsNow()).toBeGreaterThanOrEqual(5));
    ending.abort();
    door.close();
    await eventually(() => expect(streamsNow()).toBe(0));
  });
});

it('two sockets of one access share what it may have', async () => {
  const bearer = served().host.access.issueBearer('read');
  const [first, second] = [await openSocket(served().origin, bearer), await openSocket(served().origin, bearer)];
  onTestFinished(() => [first, second].forEach((door) => door.close()));
  const refusals = [...(await openStreams(first, 40)), ...(await openStreams(second, 40))];
  expect(refusals.filter((refusal) => refusal !== null)).toHaveLength(80 - SHARE_LIMITS.streams);
});

const slowCall = ({ client }: OpenDoor) => client.signals.testRules({ instrumentId: 'ABC.CSV', limit: 2_000 });

it('many calls at once are all answered, and an exit among them does not wait for them', async () => {
  const door = await served().open('WebSocket', 'trade');
  onTestFinished(() => door.close());
  let answered = 0;
  const calls = Array.from({ length: 40 }, () => slowCall(door).then(() => (answered += 1)));
  await door.client.trading.kill({});
  expect(answered).toBeLessThan(40);
  await Promise.all(calls);
  await door.client.trading.resume({});
});

it('more calls than may wait are refused by name, but for exits', async () => {
  const door = await served().open('message port', 'trade');
  onTestFinished(() => door.close());
  const calls = Array.from({ length: 320 }, () =>
    slowCall(door).then(
      () => 'answered',
      (error: unknown) => (error instanceof ORPCError ? (error.data as { code: string }).code : 'broken'),
    ),
  );
  await door.client.trading.kill({});
  const codes = await Promise.all(calls);
  expect([...new Set(codes)].toSorted()).toEqual(['answered', 'too-many-calls']);
  await door.client.trading.resume({});
});
