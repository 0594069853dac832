import { type RegimeLabel, regimeLabels } from '../../shared/domain/regime.ts';

/** Bars in a row under one label; rows, the last inclusive. */
export interface RegimeRun {
  readonly from: number;
  readonly to: number;
  readonly label: RegimeLabel;
}

/** The regime of each bar of a chart, as runs; grows at its end. */
export class RegimeRuns {
  readonly #runs: RegimeRun[] = [];
  #version = 0;

  /** Changes whenever the runs do. */
  get version(): number {
    return this.#version;
  }

  get count(): number {
    return this.#runs.length;
  }

  /** The newest run, or `null` while no bar has a label. */
  get last(): RegimeRun | null {
    return this.#runs.at(-1) ?? null;
  }

  /** Takes labels, by their places, of the rows from `fromRow` on; what was known of these rows is forgotten. */
  take(fromRow: number, labels: readonly (number | null)[]): void {
    if (this.#isKnown(fromRow, labels)) return;
    this.#version += 1;
    for (let last = this.last; last !== null && last.to >= fromRow; last = this.last) {
      this.#runs.pop();
      if (last.from < fromRow) this.#runs.push({ ...last, to: fromRow - 1 });
    }
    labels.forEach((place, offset) => {
      const label = place === null ? undefined : regimeLabels[place];
      if (label === undefined) return;
      const row = fromRow + offset;
      const { last } = this;
      if (last !== null && last.label === label && last.to === row - 1) this.#runs[this.#runs.length - 1] = { ...last, to: row };
      else this.#runs.push({ from: row, to: row, label });
    });
  }

  /** Returns the run of a row, or `null`. */
  at(row: number): RegimeRun | null {
    const [run] = this.within(row, row);
    return run ?? null;
  }

  /** Returns the runs that touch the rows from `from` to `to`, in order. */
  within(from: number, to: number): readonly RegimeRun[] {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#runs[middle].to < from) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.#runs.length && this.#runs[end].from <= to) end += 1;
    return this.#runs.slice(low, end);
  }

  /** Whether these are the newest rows and nothing of them is new, as it is with nearly every frame. */
  #isKnown(fromRow: number, labels: readonly (number | null)[]): boolean {
    const { last } = this;
    if (last === null || labels.length === 0 || last.to !== fromRow + labels.length - 1) return false;
    return labels.every((place, offset) => place !== null && this.at(fromRow + offset)?.label === regimeLabels[place]);
  }
}
