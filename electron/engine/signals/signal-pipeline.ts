import type { ScoredHeadline } from '../../../shared/domain/headline.ts';
import type { SignalId } from '../../../shared/domain/ids.ts';
import { lengthLabel } from '../../../shared/domain/interval.ts';
import type { ProposalDesk } from '../execution/proposal-desk.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import { explainSignal } from './explanation.ts';
import { SeriesAnalysis } from './series-analysis.ts';
import { SignalValidator } from './validator.ts';

/** A bar is a spike when it traded more than so many times the median of the bars before. */
const SPIKE = 5;

/** From finished bars and scored headlines to judged signals, for all instruments (rows A10, A11). */
export class SignalPipeline {
  readonly #core: CoreContext;
  readonly #proposals: ProposalDesk;
  readonly #validator: SignalValidator;
  readonly series: readonly SeriesAnalysis[];

  constructor(core: CoreContext, proposals: ProposalDesk) {
    this.#core = core;
    this.#proposals = proposals;
    this.#validator = new SignalValidator(core);
    this.series = core.instruments.list.map(() => new SeriesAnalysis(core.settings().indicators));
  }

  /** Takes up the headlines that the books hold; call once when the core starts. */
  start(): void {
    for (const headline of this.#core.books.headlines.values()) this.addHeadline(headline);
  }

  /** Takes a finished bar of the past: what was noteworthy then is not news now, and is not said. */
  warm(index: number, high: number, low: number, close: number, volume: number, closeTime: number): void {
    this.series[index].update(high, low, close, volume, closeTime, this.#core.settings().signals);
  }

  addHeadline(headline: ScoredHeadline): void {
    for (const id of headline.instruments) {
      const index = this.#core.instruments.indexOf(id);
      if (index !== null) this.series[index].sentiment.add(headline);
    }
  }

  /** Takes one finished bar of an instrument. */
  takeBar(index: number, high: number, low: number, close: number, volume: number, closeTime: number): void {
    const analysis = this.series[index];
    const usual = analysis.medianVolume.value;
    if (volume > SPIKE * usual && usual > 0) {
      this.#core.emit({ kind: 'volume-spiked', instrumentId: this.#core.instruments.list[index].id, volume, usual });
    }
    if (analysis.update(high, low, close, volume, closeTime, this.#core.settings().signals)) this.#judge(index, analysis);
  }

  #judge(index: number, analysis: SeriesAnalysis): void {
    const { barMs, clock, ids, instruments } = this.#core;
    const instrument = instruments.list[index];
    const frame = { id: ids.next<SignalId>(), instrumentId: instrument.id, interval: lengthLabel(barMs), tsEvent: clock.now };
    const signal = explainSignal(frame, analysis);
    const rejections = this.#validator.rejections(signal, analysis, instrument);
    this.#proposals.takeSignal(signal, index, analysis.technical.atr.value, rejections);
  }
}
