import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sentimentModelIds } from '../../../shared/domain/sentiment-model.ts';
import { readWholeText } from '../../files/read-whole-file.ts';
import type { Measurement } from './measure-model.ts';

/** Older measurements of the same model are forgotten. */
const KEPT_PER_MODEL = 50;

/** How models did on this machine, kept in a file that is replaced as a whole; one that can't be read counts as empty. */
export class MeasurementHistory {
  readonly #path: string | null;
  #all: readonly Measurement[];
  #writing: Promise<unknown> = Promise.resolve();

  /** `null` keeps nothing beyond the run. */
  constructor(path: string | null) {
    this.#path = path;
    this.#all = path === null ? [] : read(path);
  }

  /** Oldest first. */
  get all(): readonly Measurement[] {
    return this.#all;
  }

  /** Adds a measurement; settles when it is on disk. */
  async add(measurement: Measurement): Promise<void> {
    const same = this.#all.filter(({ model }) => model === measurement.model);
    const forgotten = new Set(same.slice(0, Math.max(0, same.length + 1 - KEPT_PER_MODEL)));
    this.#all = [...this.#all.filter((each) => !forgotten.has(each)), measurement];
    const written = this.#writing.then(() => this.#write());
    this.#writing = written.catch(() => undefined);
    await written;
  }

  async #write(): Promise<void> {
    if (this.#path === null) return;
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const file = await open(`${this.#path}.new`, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(this.#all, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${this.#path}.new`, this.#path);
  }
}

function read(path: string): readonly Measurement[] {
  try {
    const content: unknown = JSON.parse(readWholeText(path, 16_000_000));
    return Array.isArray(content) ? content.filter(isMeasurement) : [];
  } catch {
    return [];
  }
}

function isMeasurement(value: unknown): value is Measurement {
  if (typeof value !== 'object' || value === null) return false;
  const { model, modelHash, ...numbers } = value as Record<keyof Measurement, unknown>;
  const { at, loadMs, headlinesPerSecond, singleMs, addedBytes, accuracy } = numbers;
  const isNumbered = [at, loadMs, headlinesPerSecond, singleMs, addedBytes, accuracy].every(Number.isFinite);
  return (sentimentModelIds as readonly unknown[]).includes(model) && typeof modelHash === 'string' && isNumbered;
}
