import type { ScoredHeadline, TakenHeadline } from '../../../shared/domain/headline.ts';
import type { SignalId } from '../../../shared/domain/ids.ts';
import { lengthLabel } from '../../../shared/domain/interval.ts';
import { utcMs } from '../../../shared/domain/time.ts';
import type { Why } from '../../../shared/domain/why.ts';
import type { ProposalDesk } from '../execution/proposal-desk.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import { NewsDesk } from '../news/news-desk.ts';
import { explainSignal, rawConfidenceOf } from './explanation.ts';
import { OutcomeDesk } from './outcome-desk.ts';
import { SeriesAnalysis } from './series-analysis.ts';
import { SignalValidator } from './validator.ts';
import { whyOf } from './why.ts';

/** A bar is a spike when it traded more than so many times the median of the bars before. */
const SPIKE = 5;

/** From finished bars and scored headlines to judged signals, for all instruments (rows A10, A11). */
export class SignalPipeline {
  readonly #core: CoreContext;
  readonly #proposals: ProposalDesk;
  readonly #validator: SignalValidator;
  readonly #outcomes: OutcomeDesk;
  readonly #news: NewsDesk;
  #series: readonly SeriesAnalysis[];

  constructor(core: CoreContext, proposals: ProposalDesk) {
    this.#core = core;
    this.#proposals = proposals;
    this.#validator = new SignalValidator(core);
    this.#outcomes = new OutcomeDesk(core);
    this.#news = new NewsDesk(core.instruments.list);
    this.#series = this.#newSeries();
  }

  /** The analysis of every instrument, by its index. */
  get series(): readonly SeriesAnalysis[] {
    return this.#series;
  }

  /** Takes up the headlines and the open signals that the books hold; call once when the core starts. */
  start(): void {
    const { headlines } = this.#core.books;
    this.#news.restore(headlines.values());
    for (const headline of headlines.values()) this.#addHeadline(headline);
    this.#outcomes.start();
  }

  /**
   * Takes a finished bar of the past: what was noteworthy then is not news now, and is not said. What it tells of signals made
   * before is: their horizon may have ended while nobody watched.
   */
  warm(index: number, high: number, low: number, close: number, volume: number, closeTime: number): void {
    this.#outcomes.takeClose(index, close, closeTime);
    this.series[index].update(high, low, close, volume, closeTime, this.#core.settings().signals);
  }

  /** Begins the analysis anew, before history is taken: what was known before may lie far back. */
  restart(): void {
    this.#series = this.#newSeries();
    for (const headline of this.#core.books.headlines.values()) this.#addHeadline(headline);
  }

  /** Takes a headline that was scored outside: finds what it is about beside what its source says, and whether it is told again. */
  takeHeadline(scored: ScoredHeadline): void {
    const headline: TakenHeadline = { ...scored, ...this.#news.take(scored) };
    this.#core.emit({ kind: 'headline-scored', headline });
    this.#addHeadline(headline);
  }

  #addHeadline(headline: TakenHeadline): void {
    if (headline.repeats !== null) return;
    for (const id of headline.instruments) {
      const index = this.#core.instruments.indexOf(id);
      if (index !== null) this.series[index].sentiment.add(headline);
    }
  }

  /** Takes one finished bar of an instrument. Where the market is behind the clock it is one of the past. */
  takeBar(index: number, high: number, low: number, close: number, volume: number, closeTime: number): void {
    if (this.#core.market.dueMs !== null) {
      this.warm(index, high, low, close, volume, closeTime);
      return;
    }
    const analysis = this.series[index];
    const usual = analysis.medianVolume.value;
    if (volume > SPIKE * usual && usual > 0) {
      this.#core.emit({ kind: 'volume-spiked', instrumentId: this.#core.instruments.list[index].id, volume, usual });
    }
    this.#outcomes.takeClose(index, close, closeTime);
    if (analysis.update(high, low, close, volume, closeTime, this.#core.settings().signals)) this.#judge(index, analysis);
  }

  /** Tells why an instrument has a signal or none, at this moment; changes nothing. */
  why(index: number): Why {
    return whyOf(this.#core, index, this.series[index]);
  }

  #newSeries(): SeriesAnalysis[] {
    const { barMs, instruments, settings } = this.#core;
    return instruments.list.map(() => new SeriesAnalysis(settings(), barMs));
  }

  #judge(index: number, analysis: SeriesAnalysis): void {
    const { barMs, books, clock, ids, instruments, settings } = this.#core;
    const instrument = instruments.list[index];
    const frame = {
      id: ids.next<SignalId>(),
      instrumentId: instrument.id,
      interval: lengthLabel(barMs),
      tsEvent: clock.now,
      dueAt: utcMs(clock.now + settings().signals.horizonBars * barMs),
    };
    const group = { instrumentId: instrument.id, regime: analysis.regime.label };
    const signal = explainSignal(frame, analysis, books.scoreboard.calibrated(rawConfidenceOf(analysis), group));
    const rejections = this.#validator.rejections(signal, analysis, instrument);
    this.#proposals.takeSignal(signal, index, analysis.technical.atr.value, rejections);
    this.#outcomes.expect(signal);
  }
}
