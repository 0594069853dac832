import { expect, it } from 'vitest';
import { EventFeed } from '../../../../electron/host/feeds/event-feed.ts';
import { WorkspaceBus } from '../../../../electron/host/workspace-bus.ts';
import type { EventMessage, WorkspaceNotice } from '../../../../shared/contract/index.ts';
import type { BusEventName } from '../../../../shared/domain/bus-event.ts';
import { utcMs } from '../../../../shared/domain/time.ts';

const notice = (event: BusEventName, message: string): WorkspaceNotice => ({
  event,
  at: utcMs(1),
  instrumentId: null,
  message,
  fill: null,
});

const scene = () => {
  const bus = new WorkspaceBus((error) => {
    throw error;
  });
  return { bus, feed: new EventFeed(bus), abort: new AbortController() };
};

async function read(stream: AsyncGenerator<EventMessage, void, void>, count: number): Promise<EventMessage[]> {
  const read: EventMessage[] = [];
  for (let i = 0; i < count; i += 1) {
    const { value } = await stream.next();
    if (value !== undefined) read.push(value);
  }
  return read;
}

it('gives a reader the events it named, in order, and none of the others', async () => {
  const { bus, feed, abort } = scene();
  const stream = feed.watch(['orderFilled', 'systemError'], abort.signal);
  const first = read(stream, 2);
  bus.publish(notice('orderFilled', 'one'));
  bus.publish(notice('signalGenerated', 'not asked for'));
  bus.publish(notice('systemError', 'two'));
  expect((await first).map(({ event, message }) => [event, message])).toEqual([
    ['orderFilled', 'one'],
    ['systemError', 'two'],
  ]);
});

it('tells who comes late which components are up already', async () => {
  const { feed, abort } = scene();
  feed.announce(notice('componentInitialized', 'engine-core'));
  expect(await read(feed.watch(['componentInitialized'], abort.signal), 1)).toEqual([
    { ...notice('componentInitialized', 'engine-core'), dropped: 0 },
  ]);
});

it('drops the oldest for a reader who is slow and tells how many', async () => {
  const { bus, feed, abort } = scene();
  const stream = feed.watch(['priceUpdate'], abort.signal);
  const first = read(stream, 1);
  bus.publish(notice('priceUpdate', '0'));
  await first;
  for (let i = 1; i <= 300; i += 1) bus.publish(notice('priceUpdate', String(i)));
  const [next, after] = await read(stream, 2);
  expect([next.message, next.dropped, after.message, after.dropped]).toEqual(['45', 44, '46', 0]);
});

it('lets go of the bus when the reader leaves', async () => {
  const { bus, feed, abort } = scene();
  const stream = feed.watch(['orderFilled'], abort.signal);
  const last = stream.next();
  expect(bus.isHeard('orderFilled')).toBe(true);
  abort.abort();
  await last;
  expect(bus.isHeard('orderFilled')).toBe(false);
});
