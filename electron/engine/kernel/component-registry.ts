import { ConfigError } from '../../../shared/base/config-error.ts';
import { Emitter } from '../../../shared/base/emitter.ts';
import { dependencyOrder } from './dependency-order.ts';

/**
 * `registered`: known, not started. `starting`, `running`, `stopping`, `stopped`: as they say. `degraded`: it runs with
 * less than it should. `failed`: it did not start, or died.
 */
export const componentStates = ['registered', 'starting', 'running', 'degraded', 'failed', 'stopping', 'stopped'] as const;
export type ComponentState = (typeof componentStates)[number];

/** A part of the engine with a life of its own. */
export interface Component {
  readonly name: string;
  readonly dependencies: readonly string[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ComponentStatus {
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly state: ComponentState;
  /** Why it is degraded or failed. */
  readonly reason: string | null;
}

/** Starts components dependencies first and stops them in reverse (row A2). */
export class ComponentRegistry {
  readonly #components: Component[] = [];
  readonly #statuses = new Map<string, ComponentStatus>();
  readonly #changed = new Emitter<ComponentStatus>();
  #started: Component[] = [];

  /** Announces every change of a component's state. */
  readonly onDidChange = this.#changed.event;

  /** @throws {ConfigError} when the name is taken. */
  register(component: Component): void {
    const { name, dependencies } = component;
    if (this.#statuses.has(name)) throw new ConfigError(name, `a component named "${name}" is registered already`);
    this.#components.push(component);
    this.#statuses.set(name, { name, dependencies, state: 'registered', reason: null });
  }

  /** In the order of registration. */
  get statuses(): readonly ComponentStatus[] {
    return [...this.#statuses.values()];
  }

  /**
   * Starts everything. When a component fails, those started before are stopped in reverse and its error is thrown.
   * @throws {ConfigError} for a missing name or a circle, before anything is started.
   */
  async start(): Promise<void> {
    for (const component of dependencyOrder(this.#components)) {
      this.report(component.name, 'starting', null);
      try {
        await component.start();
      } catch (error) {
        this.report(component.name, 'failed', error instanceof Error ? error.message : String(error));
        await this.stop();
        throw error;
      }
      this.#started.push(component);
      // A component may have said already that it runs with less than it should.
      if (this.#statuses.get(component.name)?.state === 'starting') this.report(component.name, 'running', null);
    }
  }

  /** Stops what was started, in reverse; a component that fails to stop does not keep the others from it. */
  async stop(): Promise<void> {
    const started = this.#started.toReversed();
    this.#started = [];
    for (const component of started) {
      this.report(component.name, 'stopping', null);
      try {
        await component.stop();
        this.report(component.name, 'stopped', null);
      } catch (error) {
        this.report(component.name, 'failed', error instanceof Error ? error.message : String(error));
      }
    }
  }

  /** A component tells that its state changed by itself. */
  report(name: string, state: ComponentState, reason: string | null): void {
    const before = this.#statuses.get(name);
    if (before === undefined || (before.state === state && before.reason === reason)) return;
    const status = { ...before, state, reason };
    this.#statuses.set(name, status);
    this.#changed.fire(status);
  }
}
