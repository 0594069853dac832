import { ConfigError } from '../../../shared/base/config-error.ts';
import { dependencyOrder } from './dependency-order.ts';

interface Registration<S> {
  readonly name: keyof S & string;
  readonly dependencies: readonly (keyof S & string)[];
  readonly make: (services: S) => Promise<unknown>;
}

/**
 * Builds services from registered factories, each once and only when it is first asked for, its
 * dependencies before it (row A3). `S` maps names to the types of the services.
 */
export class ServiceContainer<S extends object> {
  readonly #registrations = new Map<string, Registration<S>>();
  readonly #built = new Map<string, Promise<unknown>>();
  readonly #values: Partial<S> = {};

  /**
   * Registers how a service is made; the factory sees only the dependencies it names.
   * @throws {ConfigError} when the name is taken.
   */
  register<K extends keyof S & string, const D extends readonly (keyof S & string)[]>(
    name: K,
    dependencies: D,
    factory: (services: Pick<S, D[number]>) => S[K] | Promise<S[K]>,
  ): void {
    if (this.#registrations.has(name)) throw new ConfigError(name, `a service named "${name}" is registered already`);
    this.#registrations.set(name, { name, dependencies, make: async (services) => await factory(services) });
  }

  /**
   * Returns the service, made now if it was not before.
   * @throws {ConfigError} for a missing name or a circle; or what a factory threw.
   */
  async get<K extends keyof S & string>(name: K): Promise<S[K]> {
    dependencyOrder([...this.#registrations.values()]);
    return (await this.#build(name)) as S[K];
  }

  /** The service if it was made already, else `null`. */
  peek<K extends keyof S & string>(name: K): S[K] | null {
    return this.#values[name] ?? null;
  }

  /** Forgets every service that was made; factories stay. */
  clear(): void {
    this.#built.clear();
    for (const name of Object.keys(this.#values)) delete this.#values[name as keyof S];
  }

  #build(name: string): Promise<unknown> {
    const known = this.#built.get(name);
    if (known !== undefined) return known;
    const registration = this.#registrations.get(name);
    if (registration === undefined) throw new ConfigError(name, `there is no service named "${name}"`);
    const building = this.#make(registration);
    this.#built.set(name, building);
    return building;
  }

  async #make({ name, dependencies, make }: Registration<S>): Promise<unknown> {
    const visible: Partial<S> = {};
    for (const dependency of dependencies) visible[dependency] = (await this.#build(dependency)) as S[typeof dependency];
    const value = await make(visible as S);
    this.#values[name] = value as S[typeof name];
    return value;
  }
}
