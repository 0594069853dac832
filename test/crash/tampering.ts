import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uniform } from '../../electron/engine/kernel/random.ts';

/** What is done to the files of a folder between two lives. */
export const tamperings = [
  /** The venue's books are a copy of before. */
  'venue-older',
  /** The venue's books are of a later moment than the journal, which is a copy of before; both went on since. */
  'venue-newer',
  /** The venue's books are gone. */
  'venue-missing',
  /** The journal is a copy of before. */
  'journal-older',
] as const;
export type Tampering = (typeof tamperings)[number];

/** How often each was done, and what came of it: what the engine named and halted on, or repaired. */
export type TamperingTally = Readonly<Record<Tampering, { tried: number; named: number; repaired: number }>>;

export function emptyTally(): Record<Tampering, { tried: number; named: number; repaired: number }> {
  const none = (): { tried: number; named: number; repaired: number } => ({ tried: 0, named: 0, repaired: 0 });
  return { 'venue-older': none(), 'venue-newer': none(), 'venue-missing': none(), 'journal-older': none() };
}

/** Where the audits of a folder begin. */
export const AUDITED = 'audited.json';

const FILES = ['journal.db', 'paper.db', AUDITED] as const;
const SUFFIXES = ['', '-wal', '-shm'] as const;

/** The files of a folder are touched before every so many lives. */
const EVERY = 3;

/** Keeps copies of a folder's books after each life, and puts them back, or takes them away, before some. */
export class Tamperer {
  readonly #folder: string;
  readonly #copies: string;
  readonly #seed: number;
  #kept = 0;

  constructor(folder: string, copies: string, seed: number) {
    this.#folder = folder;
    this.#copies = copies;
    this.#seed = seed;
  }

  /** Does to the files what is due before a life, if anything; whoever audits that life finds a note beside them. `folder` counts the folders of a series. */
  before(life: number, folder: number): Tampering | null {
    if (life % EVERY !== EVERY - 1 || this.#kept < 3) return null;
    const kind = tamperings[(folder * 3 + Math.floor(life / EVERY)) % tamperings.length];
    const earlier = Math.floor(uniform(this.#seed, life, 11, 0) * (this.#kept - 2));
    switch (kind) {
      case 'venue-older':
        this.#put('paper.db', earlier);
        break;
      case 'venue-newer':
        this.#put('journal.db', earlier);
        this.#put('paper.db', earlier + 1);
        // Both sides are of a time before what was audited since; where the two agree, nobody could tell.
        this.#put(AUDITED, earlier);
        break;
      case 'venue-missing':
        this.#remove('paper.db');
        break;
      case 'journal-older':
        this.#put('journal.db', earlier);
        break;
    }
    writeFileSync(tamperingNote(this.#folder), kind);
    return kind;
  }

  /** Keeps the books as a life has left them. */
  after(): void {
    const to = join(this.#copies, String(this.#kept));
    mkdirSync(to, { recursive: true });
    for (const file of FILES)
      for (const suffix of SUFFIXES) {
        const from = join(this.#folder, file + suffix);
        if (existsSync(from)) copyFileSync(from, join(to, file + suffix));
      }
    this.#kept += 1;
  }

  #put(file: (typeof FILES)[number], copy: number): void {
    this.#remove(file);
    for (const suffix of SUFFIXES) {
      const from = join(this.#copies, String(copy), file + suffix);
      if (existsSync(from)) copyFileSync(from, join(this.#folder, file + suffix));
    }
  }

  #remove(file: (typeof FILES)[number]): void {
    for (const suffix of SUFFIXES) rmSync(join(this.#folder, file + suffix), { force: true });
  }
}

/** Where it is noted that a folder's files were touched and that no life has been audited since. */
export function tamperingNote(folder: string): string {
  return join(folder, 'tampering.txt');
}
