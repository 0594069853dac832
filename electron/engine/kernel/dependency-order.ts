import { ConfigError } from '../../../shared/base/config-error.ts';

/** Something that others depend on by its name. */
export interface Dependent {
  readonly name: string;
  readonly dependencies: readonly string[];
}

/**
 * Returns the items with every dependency before what depends on it, otherwise in the order given.
 * @throws {ConfigError} naming the path, when a name is missing, given twice, or part of a cycle.
 */
export function dependencyOrder<T extends Dependent>(items: readonly T[]): T[] {
  const byName = new Map<string, T>();
  for (const item of items) {
    if (byName.has(item.name)) throw new ConfigError(item.name, `"${item.name}" is registered twice`);
    byName.set(item.name, item);
  }
  const ordered: T[] = [];
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (done.has(name)) return;
    const way = [...path, name];
    if (path.includes(name))
      throw new ConfigError(name, `these depend on each other in a circle: ${way.slice(way.indexOf(name)).join(' → ')}`);
    const item = byName.get(name);
    if (item === undefined) throw new ConfigError(name, `"${name}" is needed but not registered: ${way.join(' → ')}`);
    for (const dependency of item.dependencies) visit(dependency, way);
    done.add(name);
    ordered.push(item);
  };
  for (const item of items) visit(item.name, []);
  return ordered;
}
