import { describe, expect, it } from 'vitest';
import { type Component, ComponentRegistry } from '../../../../electron/engine/kernel/component-registry.ts';
import { ConfigError } from '../../../../shared/base/config-error.ts';

interface Behaviour {
  readonly needs?: readonly string[];
  readonly failsToStart?: boolean;
  readonly failsToStop?: boolean;
}

/** A registry whose components write down what happens to them. */
function registryOf(components: Readonly<Record<string, Behaviour>>) {
  const registry = new ComponentRegistry();
  const happened: string[] = [];
  const changes: string[] = [];
  registry.onDidChange(({ name, state, reason }) => changes.push(reason === null ? `${name} ${state}` : `${name} ${state}: ${reason}`));
  for (const [name, { needs = [], failsToStart, failsToStop }] of Object.entries(components)) {
    const act = (what: string, fails: boolean | undefined) => async () => {
      await Promise.resolve();
      happened.push(`${what} ${name}`);
      if (fails === true) throw new Error(`${name} would not ${what}`);
    };
    const component: Component = { name, dependencies: needs, start: act('start', failsToStart), stop: act('stop', failsToStop) };
    registry.register(component);
  }
  return { registry, happened, changes };
}

function statesOf(registry: ComponentRegistry): Record<string, string> {
  return Object.fromEntries(registry.statuses.map(({ name, state }) => [name, state]));
}

const trading = { venue: { needs: ['market', 'store'] }, market: { needs: ['store'] }, store: {} };

describe('components', () => {
  it('start with their dependencies first and stop in reverse', async () => {
    const { registry, happened } = registryOf(trading);
    await registry.start();
    await registry.stop();
    expect(happened).toEqual(['start store', 'start market', 'start venue', 'stop venue', 'stop market', 'stop store']);
  });

  it('say what state they are in, in the order they were registered', async () => {
    const { registry } = registryOf(trading);
    const seen = [statesOf(registry)];
    await registry.start();
    seen.push(statesOf(registry));
    await registry.stop();
    seen.push(statesOf(registry));
    expect(seen).toEqual([
      { venue: 'registered', market: 'registered', store: 'registered' },
      { venue: 'running', market: 'running', store: 'running' },
      { venue: 'stopped', market: 'stopped', store: 'stopped' },
    ]);
    expect(registry.statuses.map(({ name, dependencies }) => [name, dependencies])).toEqual([
      ['venue', ['market', 'store']],
      ['market', ['store']],
      ['store', []],
    ]);
  });

  it('announce every change of state', async () => {
    const { registry, changes } = registryOf({ store: {} });
    await registry.start();
    await registry.stop();
    expect(changes).toEqual(['store starting', 'store running', 'store stopping', 'store stopped']);
  });

  it('that started are stopped again, in reverse, when one fails; the rest is never started', async () => {
    const { registry, happened } = registryOf({
      store: {},
      market: { needs: ['store'] },
      venue: { needs: ['market'], failsToStart: true },
      door: { needs: ['venue'] },
    });
    await expect(registry.start()).rejects.toThrow('venue would not start');
    expect(happened).toEqual(['start store', 'start market', 'start venue', 'stop market', 'stop store']);
    expect(statesOf(registry)).toEqual({ store: 'stopped', market: 'stopped', venue: 'failed', door: 'registered' });
    expect(registry.statuses.find(({ name }) => name === 'venue')?.reason).toBe('venue would not start');
  });

  it('are all stopped though one of them fails to', async () => {
    const { registry, happened } = registryOf({ store: {}, market: { needs: ['store'], failsToStop: true }, venue: { needs: ['market'] } });
    await registry.start();
    await registry.stop();
    expect(happened.slice(3)).toEqual(['stop venue', 'stop market', 'stop store']);
    expect(statesOf(registry)).toEqual({ store: 'stopped', market: 'failed', venue: 'stopped' });
  });

  it('are stopped once', async () => {
    const { registry, happened } = registryOf({ store: {} });
    await registry.start();
    await registry.stop();
    await registry.stop();
    expect(happened).toEqual(['start store', 'stop store']);
  });

  it('are not started at all when a dependency is missing or two need each other', async () => {
    for (const needs of ['nothing', 'market']) {
      const { registry, happened } = registryOf({ store: {}, market: { needs: [needs] } });
      await expect(registry.start()).rejects.toThrow(ConfigError);
      expect(happened).toEqual([]);
    }
  });

  it('can not share a name', () => {
    const { registry } = registryOf({ store: {} });
    const again: Component = { name: 'store', dependencies: [], start: () => Promise.resolve(), stop: () => Promise.resolve() };
    expect(() => registry.register(again)).toThrow(ConfigError);
  });

  it('that say the same again announce nothing', async () => {
    const { registry, changes } = registryOf({ feed: {} });
    await registry.start();
    registry.report('feed', 'degraded', 'silent for 10 s');
    registry.report('feed', 'degraded', 'silent for 10 s');
    registry.report('nobody', 'degraded', 'silent for 10 s');
    expect(changes.slice(2)).toEqual(['feed degraded: silent for 10 s']);
  });
});
