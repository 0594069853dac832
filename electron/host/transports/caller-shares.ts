import { type Disposable, disposable } from '../../../shared/base/disposable.ts';
import { Emitter } from '../../../shared/base/emitter.ts';
import { CallerPace } from './caller-pace.ts';
import { ThreadSlice } from './thread-slice.ts';

export interface ShareLimits {
  /** Streams of one caller. */
  readonly streams: number;
  /** Streams of all callers together; whoever has at most `assuredStreams` is not refused for what others have. */
  readonly allStreams: number;
  readonly assuredStreams: number;
  /** Values, such as those of a chart's bars and lines, that the streams of one caller and of all hold in memory. */
  readonly values: number;
  readonly allValues: number;
  /** Tokens a second of one caller, and of all together, by which streams are paced. */
  readonly tokens: number;
  readonly allTokens: number;
}

/** Far above what a window with all its panels needs. */
export const SHARE_LIMITS: ShareLimits = {
  streams: 64,
  allStreams: 256,
  assuredStreams: 16,
  values: 4_000_000,
  allValues: 8_000_000,
  tokens: 2_000,
  allTokens: 6_000,
};

/** So many values are much: several times what a window with all its charts holds. */
const MUCH_VALUES = 1_000_000;

/** Streams that are closed are not opened again within so long. */
const EASED_MS = 2_000;

/** The place that one open stream takes, until it is disposed. */
export interface StreamPlace extends Disposable {
  /** Counts values that the stream will hold; returns why they are too many, or `null`. */
  hold(values: number): string | null;
  /** Resolves when the stream may make its next value. */
  turn(): Promise<void>;
}

/** What one caller may take of the engine, over however many ways it comes. */
export interface CallerShare {
  /** Takes a place for a stream; returns why there is none instead. */
  openStream(): StreamPlace | string;
  /** Counts what was sent to the caller, in characters. */
  charge(characters: number): void;
}

class Share implements CallerShare {
  readonly pace: CallerPace;
  readonly #shares: CallerShares;
  ways = 0;
  streams = 0;
  values = 0;

  constructor(shares: CallerShares) {
    this.#shares = shares;
    this.pace = new CallerPace(() => shares.tokensOfOne);
  }

  openStream(): StreamPlace | string {
    const refusal = this.#shares.refusalOfStream(this);
    if (refusal !== null) return refusal;
    this.streams += 1;
    let held = 0;
    const place = disposable(() => {
      this.streams -= 1;
      this.values -= held;
      this.#shares.noteClosed();
    });
    return {
      dispose: () => place.dispose(),
      hold: (values) => {
        const tooMany = this.#shares.refusalOfValues(this, values);
        if (tooMany !== null) return tooMany;
        held += values;
        this.values += values;
        this.#shares.noteHeld();
        return null;
      },
      turn: async () => {
        await this.pace.turn();
        await this.#shares.slice.pass();
      },
    };
  }

  charge(characters: number): void {
    this.pace.charge(characters);
  }
}

/** Divides what streams may take, in number, memory and time, among the callers. */
export class CallerShares {
  readonly #limits: ShareLimits;
  readonly #shares = new Map<string, Share>();
  readonly #eased = new Emitter<void>();
  readonly slice = new ThreadSlice();
  /** The most values that were held since this was last announced. */
  #mostHeld = 0;
  #easing: NodeJS.Timeout | undefined;

  /** Announces that streams which held much are closed for good, so that their memory can be returned; carries nothing. */
  readonly onDidEase = this.#eased.event;

  constructor(limits: ShareLimits = SHARE_LIMITS) {
    this.#limits = limits;
  }

  /** Returns the share of a caller for one way that it comes by; disposed when that way ends. */
  enter(caller: string): { readonly share: CallerShare } & Disposable {
    const share = this.#shares.get(caller) ?? new Share(this);
    this.#shares.set(caller, share);
    share.ways += 1;
    const way = disposable(() => {
      share.ways -= 1;
      if (share.ways > 0) return;
      this.#shares.delete(caller);
      share.pace.end();
    });
    return { share, dispose: () => way.dispose() };
  }

  /** Streams that are open now. */
  get streamCount(): number {
    return this.#sum(({ streams }) => streams);
  }

  /** Tokens a second for each caller that has streams. */
  get tokensOfOne(): number {
    const { tokens, allTokens } = this.#limits;
    return Math.min(
      tokens,
      allTokens /
        Math.max(
          1,
          this.#sum(({ streams }) => Math.min(1, streams)),
        ),
    );
  }

  refusalOfStream({ streams }: Share): string | null {
    const { streams: most, allStreams, assuredStreams } = this.#limits;
    if (streams >= most) return `This caller has ${streams} streams open, which is the most; close some first.`;
    if (streams >= assuredStreams && this.streamCount >= allStreams)
      return `All callers together have ${this.streamCount} streams open; close some first.`;
    return null;
  }

  refusalOfValues({ values }: Share, more: number): string | null {
    const { values: most, allValues } = this.#limits;
    const all = this.#valueCount;
    if (values + more > most)
      return `The charts of this caller would hold ${values + more} values, of at most ${most}; ask for fewer bars or indicators, or close some first.`;
    if (all + more > allValues)
      return `The charts of all callers would hold ${all + more} values, of at most ${allValues}; ask for fewer bars or indicators, or close some first.`;
    return null;
  }

  noteHeld(): void {
    this.#mostHeld = Math.max(this.#mostHeld, this.#valueCount);
  }

  noteClosed(): void {
    if (!this.#isEased || this.#easing !== undefined) return;
    this.#easing = setTimeout(() => {
      this.#easing = undefined;
      if (!this.#isEased) return;
      this.#mostHeld = this.#valueCount;
      this.#eased.fire();
    }, EASED_MS);
    this.#easing.unref();
  }

  get #valueCount(): number {
    return this.#sum(({ values }) => values);
  }

  get #isEased(): boolean {
    return this.#mostHeld >= MUCH_VALUES && this.#valueCount < this.#mostHeld / 4;
  }

  #sum(of: (share: Share) => number): number {
    let sum = 0;
    for (const share of this.#shares.values()) sum += of(share);
    return sum;
  }
}
