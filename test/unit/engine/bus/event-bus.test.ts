import { describe, expect, it } from 'vitest';
import { type BusMessage, EventBus } from '../../../../electron/engine/bus/event-bus.ts';

type Name = 'priceUpdate' | 'orderFilled';

interface Message extends BusMessage<Name> {
  readonly text: string;
}

const price: Message = Object.freeze({ event: 'priceUpdate', text: 'NVK 12' });

function aBus() {
  const errors: unknown[] = [];
  const heard: string[] = [];
  const bus = new EventBus<Name, Message>((error) => errors.push(error));
  const hear = (who: string) => (message: Message) => void heard.push(`${who}: ${message.text}`);
  return { bus, errors, heard, hear };
}

describe('a message on the bus', () => {
  it('is heard by the listeners of its event, in the order they came, and by nobody else', () => {
    const { bus, heard, hear } = aBus();
    bus.on('priceUpdate', hear('first'));
    bus.on('orderFilled', hear('other'));
    bus.on('priceUpdate', hear('second'));
    expect(bus.publish(price)).toBe(price);
    expect(heard).toEqual(['first: NVK 12', 'second: NVK 12']);
  });

  it('is heard no longer by who left', () => {
    const { bus, heard, hear } = aBus();
    const subscription = bus.on('priceUpdate', hear('first'));
    expect(bus.isHeard('priceUpdate')).toBe(true);
    subscription.dispose();
    bus.publish(price);
    expect({ heard, isHeard: bus.isHeard('priceUpdate') }).toEqual({ heard: [], isHeard: false });
  });

  it('is still heard once by a listener that came twice and left once', () => {
    const { bus, heard, hear } = aBus();
    const listener = hear('twice');
    const first = bus.on('priceUpdate', listener);
    bus.on('priceUpdate', listener);
    first.dispose();
    bus.publish(price);
    expect(heard).toEqual(['twice: NVK 12']);
  });

  it('reaches every listener though one of them throws, and what was thrown is reported', () => {
    const { bus, errors, heard, hear } = aBus();
    const fault = new Error('broken listener');
    bus.on('priceUpdate', () => {
      throw fault;
    });
    bus.on('priceUpdate', hear('second'));
    expect(bus.publish(price)).toBe(price);
    expect({ heard, errors }).toEqual({ heard: ['second: NVK 12'], errors: [fault] });
  });
});

describe('a middleware of the bus', () => {
  it('changes the copy that is heard, not the message that was published', () => {
    const { bus, heard, hear } = aBus();
    bus.on('priceUpdate', hear('first'));
    bus.use((message) => ({ ...message, text: `${message.text}.50` }));
    bus.use((message) => ({ ...message, text: `${message.text} USD` }));
    expect(bus.publish(price)).toEqual({ event: 'priceUpdate', text: 'NVK 12.50 USD' });
    expect({ heard, published: price.text }).toEqual({ heard: ['first: NVK 12.50 USD'], published: 'NVK 12' });
  });

  it('drops a message for all listeners and for the middlewares behind it', () => {
    const { bus, heard, hear } = aBus();
    const seen: string[] = [];
    bus.on('priceUpdate', hear('first'));
    bus.use((message) => (message.text.startsWith('NVK') ? null : message));
    bus.use((message) => {
      seen.push(message.text);
      return message;
    });
    expect(bus.publish(price)).toBeNull();
    expect(bus.publish({ ...price, text: 'ABC 3' })).not.toBeNull();
    expect({ heard, seen }).toEqual({ heard: ['first: ABC 3'], seen: ['ABC 3'] });
  });

  it('acts no longer once it was taken out', () => {
    const { bus, heard, hear } = aBus();
    bus.on('priceUpdate', hear('first'));
    bus.use(() => null).dispose();
    bus.publish(price);
    expect(heard).toEqual(['first: NVK 12']);
  });

  it('that throws is passed over and reported; the message goes on as it was', () => {
    const { bus, errors, heard, hear } = aBus();
    const fault = new Error('broken middleware');
    bus.on('priceUpdate', hear('first'));
    bus.use(() => {
      throw fault;
    });
    expect(bus.publish(price)).toBe(price);
    expect({ heard, errors }).toEqual({ heard: ['first: NVK 12'], errors: [fault] });
  });
});
