import { describe, expect, it } from 'vitest';
import { DisposableStore, disposable } from '../../../shared/base/disposable.ts';
import { Emitter } from '../../../shared/base/emitter.ts';

describe('an emitter', () => {
  it('tells its listeners in the order they subscribed, and no longer once they left', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event((value) => heard.push(`first ${value}`));
    emitter.event((value) => heard.push(`second ${value}`));
    emitter.fire(1);
    first.dispose();
    emitter.fire(2);
    expect(heard).toEqual(['first 1', 'second 1', 'second 2']);
  });

  it('that one listener subscribed to twice goes on telling it once when one subscription ends', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const listener = (value: number): void => void heard.push(value);
    const first = emitter.event(listener);
    emitter.event(listener);
    first.dispose();
    emitter.fire(1);
    expect(heard).toEqual([1]);
  });

  it('tells this time everybody who was there when it fired, also when one leaves or comes meanwhile', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    emitter.event(() => {
      heard.push('first');
      second.dispose();
      emitter.event(() => heard.push('late'));
    });
    const second = emitter.event(() => heard.push('second'));
    emitter.fire(1);
    expect(heard).toEqual(['first', 'second']);
  });

  it('knows whether anybody listens', () => {
    const emitter = new Emitter<number>();
    const subscription = emitter.event(() => undefined);
    expect(emitter.hasListeners).toBe(true);
    subscription.dispose();
    expect(emitter.hasListeners).toBe(false);
  });
});

describe('what was acquired', () => {
  it('is let go once, last acquired first', () => {
    const released: string[] = [];
    const store = new DisposableStore();
    for (const name of ['database', 'socket']) store.add(disposable(() => released.push(name)));
    store.dispose();
    store.dispose();
    expect(released).toEqual(['socket', 'database']);
  });

  it('is let go at once when it comes after the end', () => {
    const released: string[] = [];
    const store = new DisposableStore();
    store.dispose();
    store.add(disposable(() => released.push('late')));
    expect(released).toEqual(['late']);
  });
});
