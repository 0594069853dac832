import { describe, expect, it } from 'vitest';
import { BitFlowEngine } from '../../../electron/engine/bitflow-engine.ts';
import type { Component } from '../../../electron/engine/kernel/component-registry.ts';

function component(name: string, change: Partial<Component> = {}): Component {
  return { name, dependencies: [], start: () => Promise.resolve(), stop: () => Promise.resolve(), ...change };
}

function anEngine(...components: Component[]) {
  const engine = new BitFlowEngine();
  const states: string[] = [engine.state];
  for (const each of components) engine.register(each);
  engine.onDidChange((state) => {
    if (states.at(-1) !== state) states.push(state);
  });
  return { engine, states };
}

describe('the engine', () => {
  it('goes from initialised over starting to running, and over stopping to stopped', async () => {
    const { engine, states } = anEngine(component('store'));
    await engine.start();
    await engine.stop();
    expect(states).toEqual(['initialised', 'starting', 'running', 'stopping', 'stopped']);
  });

  it('is stopped again when a component does not start, and throws what that threw', async () => {
    const fault = new Error('no disk');
    const { engine, states } = anEngine(component('store', { start: () => Promise.reject(fault) }));
    await expect(engine.start()).rejects.toBe(fault);
    expect(states).toEqual(['initialised', 'starting', 'stopped']);
  });

  it('is degraded while something is reduced, halted while something is halted, and says why', async () => {
    const { engine, states } = anEngine(component('store'));
    await engine.start();
    engine.impair('feed', 'degraded', 'prices are old');
    engine.impair('recording', 'halted', 'the disk is full');
    expect(engine.reasons).toEqual(['prices are old', 'the disk is full']);
    engine.lift('recording');
    expect(engine.reasons).toEqual(['prices are old']);
    engine.lift('feed');
    expect(states).toEqual(['initialised', 'starting', 'running', 'degraded', 'halted', 'degraded', 'running']);
    expect(engine.reasons).toEqual([]);
  });

  it('remembers what was impaired before it ran', async () => {
    const { engine } = anEngine();
    engine.impair('recording', 'halted', 'the disk is full');
    expect(engine.state).toBe('initialised');
    await engine.start();
    expect(engine.state).toBe('halted');
  });

  it('announces an impairment once while its reason stays, and again when the reason changes', async () => {
    const { engine } = anEngine();
    await engine.start();
    let changes = 0;
    engine.onDidChange(() => {
      changes += 1;
    });
    engine.impair('feed', 'degraded', 'prices are old');
    engine.impair('feed', 'degraded', 'prices are old');
    engine.impair('feed', 'degraded', 'prices are very old');
    engine.lift('feed');
    engine.lift('feed');
    expect(changes).toBe(3);
  });

  it('that never started, or stopped already, has nothing to stop', async () => {
    const { engine, states } = anEngine(component('store'));
    await engine.stop();
    await engine.start();
    await engine.stop();
    await engine.stop();
    expect(states).toEqual(['initialised', 'starting', 'running', 'stopping', 'stopped']);
  });
});
