import { EventEmitter } from 'node:events';

/** The argument lists of every overload of a function; found one by one, each overload being hidden from the next look. */
type ArgumentLists<T, Seen = unknown, Found extends unknown[] = never> = T extends (...args: infer Args) => infer Result
  ? Seen extends T
    ? Found
    : ArgumentLists<Seen & T, Seen & ((...args: Args) => Result), Found | Args>
  : Found;

interface HasEvents {
  on(...args: never[]): unknown;
}

type Overload<Source extends HasEvents> = ArgumentLists<Source['on']>;

/** The names of the events of one of Electron's classes, as its types list them. */
export type EventName<Source extends HasEvents> =
  Overload<Source> extends infer Each ? (Each extends [infer Name extends string, unknown] ? Name : never) : never;

/** What the listeners of one event are given, as Electron's types have it. */
export type EventArguments<Source extends HasEvents, Name> =
  Overload<Source> extends infer Each ? (Each extends [Name, (...args: infer Args) => void] ? Args : never) : never;

/** An emitter that can announce only what Electron's types say its `Source` announces, with what they say comes along. */
export class StandInEmitter<Source extends HasEvents> extends EventEmitter {
  announce<const Name extends EventName<Source>>(name: Name, ...args: EventArguments<Source, Name> & readonly unknown[]): boolean {
    const given: readonly unknown[] = args;
    return this.emit(name, ...given);
  }
}

/** An event that listeners can prevent, as Electron hands it to them. */
export class StandInEvent {
  defaultPrevented = false;
  readonly preventDefault = (): void => {
    this.defaultPrevented = true;
  };
}
