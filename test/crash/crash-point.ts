import type { Interposers } from '../../electron/host/workstation-options.ts';
import type { Fact } from '../../shared/domain/fact.ts';

/** Where in the life of an order the process is ended. */
export const crashPoints = [
  /** The intent is decided, nothing of it is on disk. */
  'before-intent-flush',
  /** The intent is on its way to disk. */
  'during-intent-flush',
  /** The intent is on disk, the venue has not heard of it. */
  'between-flush-and-send',
  /** The venue was told, its books are not written. */
  'before-venue-saves',
  /** The venue has the order on disk, nobody was told. */
  'after-acceptance',
  /** The venue has filled a part and has it on disk, nobody was told. */
  'during-partial-fill',
  /** A part was filled and reported, the report is not on disk. */
  'before-fill-flush',
  /** A cancellation reached the venue, its answer did not reach us. */
  'after-cancel',
  /** A command was carried out and recorded, its sender has no answer. */
  'before-answer',
  /** While a restart asks the venue what became of the orders. */
  'during-recovery',
  /** The disk has stopped answering a while ago, and what takes risk away goes ahead of the record. */
  'while-record-stuck',
  /** Anywhere. */
  'at-any-moment',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

export interface CrashPlan {
  readonly point: CrashPoint;
  /** The how-manieth time the process comes by, from one; at any moment: milliseconds after the start. */
  readonly occurrence: number;
}

/** How long a record is stuck before the process ends; after two seconds of it the engine goes ahead. */
const STUCK_MS = 3_500;

/** Ends this process as a power cut would: at once, with nothing tidied up. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment; nothing more of this process may happen until then.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
}

/** Returns interposers that end the process when it comes by the planned point. */
export function crashingAt(plan: CrashPlan | null): Interposers {
  let left = plan?.occurrence ?? Infinity;
  let isStuck = false;
  if (plan?.point === 'at-any-moment') setTimeout(die, plan.occurrence);
  const pass = (point: CrashPoint): void => {
    if (plan?.point !== point) return;
    left -= 1;
    if (left === 0) die();
  };
  const has = (facts: readonly Fact[], kind: Fact['kind']): boolean => facts.some((fact) => fact.kind === kind);
  return {
    store: (inner) => ({
      append: async (entries, segments) => {
        const facts = entries.flatMap((entry) => entry.facts);
        if (plan?.point === 'while-record-stuck' && has(facts, 'command-completed') && !isStuck) {
          left -= 1;
          isStuck = left === 0;
          if (isStuck) setTimeout(die, STUCK_MS);
        }
        if (isStuck) return await new Promise<void>(() => undefined);
        if (has(facts, 'order-submitted')) pass('before-intent-flush');
        if (has(facts, 'order-filled')) pass('before-fill-flush');
        const appended = inner.append(entries, segments);
        if (has(facts, 'order-submitted') && plan?.point === 'during-intent-flush') setImmediate(() => pass('during-intent-flush'));
        await appended;
        if (has(facts, 'command-completed')) pass('before-answer');
      },
      close: () => inner.close(),
    }),
    venueBooks: (inner) => ({
      load: () => inner.load(),
      save: async (change) => {
        pass('before-venue-saves');
        await inner.save(change);
        if (change.orders.some((order) => order.filledQuantity > 0n && order.filledQuantity < order.quantity)) pass('during-partial-fill');
        if (change.orders.some((order) => order.status === 'working' && order.fills.length === 0)) pass('after-acceptance');
      },
      close: () => inner.close(),
    }),
    broker: (inner) => ({
      onDidReport: inner.onDidReport,
      submit: (order, attached) => {
        pass('between-flush-and-send');
        return inner.submit(order, attached);
      },
      cancel: async (id) => {
        await inner.cancel(id);
        pass('after-cancel');
      },
      replace: (id, price) => inner.replace(id, price),
      statement: () => inner.statement(),
      reconcile: async (ids, names) => {
        const reports = await inner.reconcile(ids, names);
        pass('during-recovery');
        return reports;
      },
    }),
  };
}
