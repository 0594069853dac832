import type { InstrumentId, SignalId } from '../../../shared/domain/ids.ts';
import type { RegimeLabel } from '../../../shared/domain/regime.ts';
import type { Signal } from '../../../shared/domain/signal.ts';
import type { SignalOutcome } from '../../../shared/domain/signal-outcome.ts';
import { calibrate } from './calibrator.ts';
import { Reliability, type ReliabilitySnapshot } from './reliability.ts';

/** The outcomes of one group of signals, by the confidence that was shown and by the raw one. */
export class GroupRecord {
  readonly shown = new Reliability();
  readonly raw = new Reliability();

  add({ confidence, rawConfidence, result }: SignalOutcome): void {
    this.shown.add(confidence, result === 'right');
    this.raw.add(rawConfidence, result === 'right');
  }

  snapshot(): GroupSnapshot {
    return { shown: this.shown.snapshot(), raw: this.raw.snapshot() };
  }

  restore({ shown, raw }: GroupSnapshot): void {
    this.shown.restore(shown);
    this.raw.restore(raw);
  }
}

interface GroupSnapshot {
  readonly shown: ReliabilitySnapshot;
  readonly raw: ReliabilitySnapshot;
}

/** A scoreboard as plain data. */
export interface ScoreboardSnapshot {
  readonly all: GroupSnapshot;
  readonly voided: number;
  readonly groups: readonly (SignalGroup & { readonly record: GroupSnapshot })[];
  readonly open: readonly Signal[];
}

/** A group of signals: of one instrument in one regime. */
export interface SignalGroup {
  readonly instrumentId: InstrumentId;
  readonly regime: RegimeLabel;
}

/** What became of all signals so far, a fold of outcomes; and the confidence that follows from it (row C4). */
export class Scoreboard {
  readonly all = new GroupRecord();
  voided = 0;
  readonly #groups = new Map<string, { readonly group: SignalGroup; readonly record: GroupRecord }>();
  /** Signals whose horizon is not over, oldest first. */
  readonly #open = new Map<SignalId, Signal>();

  /** A signal was made; one to hold, or without a horizon, forecasts nothing. */
  expect(signal: Signal): void {
    if (signal.action !== 'hold' && signal.dueAt > signal.tsEvent) this.#open.set(signal.id, signal);
  }

  add(outcome: SignalOutcome): void {
    this.#open.delete(outcome.signalId);
    if (outcome.result === 'void') {
      this.voided += 1;
      return;
    }
    this.all.add(outcome);
    this.#recordOf(outcome).add(outcome);
  }

  /** Signals whose horizon is not over, oldest first. */
  open(): IterableIterator<Signal> {
    return this.#open.values();
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** Returns the confidence to show for a raw one, to three places. */
  calibrated(rawConfidence: number, group: SignalGroup): number {
    const narrow = this.#groups.get(keyOf(group))?.record;
    return Math.round(calibrate(rawConfidence, [this.all.raw, narrow?.raw]) * 1000) / 1000;
  }

  /** Every group that has outcomes, in the order in which they came first. */
  groups(): IterableIterator<{ readonly group: SignalGroup; readonly record: GroupRecord }> {
    return this.#groups.values();
  }

  snapshot(): ScoreboardSnapshot {
    return {
      all: this.all.snapshot(),
      voided: this.voided,
      groups: [...this.#groups.values()].map(({ group, record }) => ({ ...group, record: record.snapshot() })),
      open: [...this.#open.values()],
    };
  }

  restore({ all, voided, groups, open }: ScoreboardSnapshot): void {
    this.all.restore(all);
    this.voided = voided;
    for (const { instrumentId, regime, record } of groups) this.#recordOf({ instrumentId, regime }).restore(record);
    for (const signal of open) this.#open.set(signal.id, signal);
  }

  #recordOf({ instrumentId, regime }: SignalGroup): GroupRecord {
    const group = { instrumentId, regime };
    const key = keyOf(group);
    const known = this.#groups.get(key);
    if (known !== undefined) return known.record;
    const record = new GroupRecord();
    this.#groups.set(key, { group, record });
    return record;
  }
}

function keyOf({ instrumentId, regime }: SignalGroup): string {
  return `${regime} ${instrumentId}`;
}
