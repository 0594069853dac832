import type { TakenHeadline } from '../../../shared/domain/headline.ts';
import type { HeadlineId } from '../../../shared/domain/ids.ts';
import type { Evidence } from '../../../shared/domain/signal.ts';
import { exp } from '../kernel/math.ts';

const LN2 = 0.6931471805599453;

/** Below this much remaining weight, news is over and says nothing. */
const LEAST_WEIGHT = 0.05;

const MOST_HEADLINES = 20;

/** A headline whose score times the model's confidence is beyond this is strong. */
const STRONG = 0.4;

interface Heard {
  readonly id: HeadlineId;
  readonly text: string;
  readonly score: number;
  readonly confidence: number;
  readonly timeMs: number;
}

/**
 * What recent headlines say of one instrument: the average of their scores, each weighted by the model's confidence
 * and by its age (half after one half-life).
 */
export class SentimentAnalysis {
  /** −1..1. */
  score = 0;
  isPresent = false;
  #heard: Heard[] = [];
  /** The headline that moves the score most. */
  #loudest: Heard | null = null;

  get hasHeadlines(): boolean {
    return this.#heard.length > 0;
  }

  add(headline: TakenHeadline): void {
    const { id, text, score, confidence, tsEvent } = headline;
    this.#heard = [{ id, text, score, confidence, timeMs: tsEvent }, ...this.#heard].slice(0, MOST_HEADLINES);
  }

  /** Brings the score to `nowMs`; called only while there are headlines. */
  update(nowMs: number, halfLifeMs: number): void {
    let weight = 0;
    let sum = 0;
    let loudest = -1;
    let isAhead = false;
    for (const heard of this.#heard) {
      // Bars that warm the analysis are older than some of the news: they did not know it yet.
      if (heard.timeMs > nowMs) {
        isAhead = true;
        continue;
      }
      const share = heard.confidence * exp((-LN2 * (nowMs - heard.timeMs)) / halfLifeMs);
      weight += share;
      sum += share * heard.score;
      if (Math.abs(share * heard.score) > loudest) {
        loudest = Math.abs(share * heard.score);
        this.#loudest = heard;
      }
    }
    this.isPresent = weight >= LEAST_WEIGHT;
    this.score = this.isPresent ? sum / weight : 0;
    if (!this.isPresent && !isAhead) this.#heard = [];
  }

  /** The newest strong headline against a direction (1 up, −1 down) from after `sinceMs` until `nowMs`, or `null`. */
  strongestAgainst(
    direction: number,
    { sinceMs, nowMs }: { readonly sinceMs: number; readonly nowMs: number },
  ): { readonly id: HeadlineId; readonly text: string } | null {
    const isStrong = ({ score, confidence }: Heard): boolean => score * confidence * direction < -STRONG;
    return this.#heard.find((heard) => heard.timeMs > sinceMs && heard.timeMs <= nowMs && isStrong(heard)) ?? null;
  }

  headlineIds(): HeadlineId[] {
    return this.#heard.map((heard) => heard.id);
  }

  reasons(): string[] {
    const count = this.#heard.length;
    const first = this.#loudest ?? this.#heard[0];
    const others = count === 1 ? '' : ` and ${count - 1} more`;
    return [`“${first.text}” (${first.score >= 0 ? '+' : '−'}${Math.abs(first.score).toFixed(2)})${others}`];
  }

  evidence(): Evidence[] {
    return [{ name: 'Headlines', value: this.#heard.length }];
  }
}
