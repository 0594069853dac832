import { Emitter } from '../../shared/base/emitter.ts';
import { neutralised } from '../../shared/domain/plain-text.ts';
import type { EngineState } from '../../shared/domain/trading-state.ts';
import { type Component, ComponentRegistry, type ComponentStatus } from './kernel/component-registry.ts';

/** Something that keeps the engine from running as it should, until it is lifted; what is `noted` was repaired, and is only said. */
interface Impairment {
  readonly state: 'noted' | 'degraded' | 'halted';
  readonly reason: string;
}

type Phase = Exclude<EngineState, 'degraded' | 'halted'>;

/**
 * The engine as a whole (row A1): starts its components in the order of their dependencies, knows its state, says what is
 * reduced and why, and stops cleanly.
 */
export class BitFlowEngine {
  readonly #registry = new ComponentRegistry();
  readonly #impairments = new Map<string, Impairment>();
  readonly #changed = new Emitter<EngineState>();
  #phase: Phase = 'initialised';

  /** Announces every change of state or of its reasons. */
  readonly onDidChange = this.#changed.event;
  /** Announces every change of a component. */
  readonly onDidChangeComponent = this.#registry.onDidChange;

  constructor() {
    this.#registry.onDidChange(() => this.#changed.fire(this.state));
  }

  register(component: Component): void {
    this.#registry.register(component);
  }

  get components(): readonly ComponentStatus[] {
    return this.#registry.statuses;
  }

  get state(): EngineState {
    if (this.#phase !== 'running') return this.#phase;
    const states = new Set([...this.#impairments.values()].map((impairment) => impairment.state));
    if (states.has('halted')) return 'halted';
    return states.has('degraded') || this.#weakComponents().length > 0 ? 'degraded' : 'running';
  }

  /** Why the engine is not simply running, and what was found wrong and repaired; empty when there is neither. */
  get reasons(): readonly string[] {
    const components = this.#weakComponents().map(
      ({ name, state, reason }) => `${name} is ${state}${reason === null ? '' : `: ${reason}`}`,
    );
    return [...[...this.#impairments.values()].map((impairment) => impairment.reason), ...components];
  }

  /** @throws what the component that failed threw, after those started before it were stopped. */
  async start(): Promise<void> {
    this.#enter('starting');
    try {
      await this.#registry.start();
    } catch (error) {
      this.#enter('stopped');
      throw error;
    }
    this.#enter('running');
  }

  async stop(): Promise<void> {
    if (this.#phase === 'stopped' || this.#phase === 'initialised') return;
    this.#enter('stopping');
    await this.#registry.stop();
    this.#enter('stopped');
  }

  /** Says that something is reduced or halted; `key` names what, so that it can be lifted. */
  impair(key: string, state: Impairment['state'], reason: string): void {
    const before = this.#impairments.get(key);
    if (before?.state === state && before.reason === neutralised(reason)) return;
    this.#impairments.set(key, { state, reason: neutralised(reason) });
    this.#changed.fire(this.state);
  }

  /** Says that what was impaired is as it should be again. */
  lift(key: string): void {
    if (this.#impairments.delete(key)) this.#changed.fire(this.state);
  }

  #weakComponents(): ComponentStatus[] {
    return this.#registry.statuses.filter(({ state }) => state === 'degraded' || state === 'failed');
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#changed.fire(this.state);
  }
}
