import type { ScoreboardView, WhyView } from '../../../shared/contract/index.ts';
import { formatUtc, utcMs } from '../../../shared/domain/time.ts';
import { type Output, table } from '../output.ts';
import { findHost, type HostFlags } from '../running-host.ts';
import { UsageError } from '../usage-error.ts';
import { ask, instrumentNamed } from './ask-host.ts';

/** Says why an instrument has a signal or none, now or at a market time on record. */
export async function why(symbol: string, flags: HostFlags & { readonly at?: string | undefined }, output: Output): Promise<void> {
  const at = flags.at === undefined ? undefined : timeOf(flags.at);
  const host = findHost(flags);
  const { id } = await instrumentNamed(host, symbol);
  const found = await ask(host, () => host.client.signals.why({ instrumentId: id, ...(at === undefined ? {} : { at }) }));
  output.answer(found, () => inWords(found));
}

/** Says how often signals of each confidence were right. */
export async function scoreboard(flags: HostFlags, output: Output): Promise<void> {
  const host = findHost(flags);
  const found = await ask(host, () => host.client.signals.scoreboard());
  output.answer(found, () => (found.counted === 0 ? [nothingYet(found)] : scoreLines(found)));
}

function inWords({ answer, at, reasons, score, noticeScore, weakScore }: WhyView): string[] {
  const threshold = score === null ? [] : [`Score ${score.toFixed(3)}; mentioned from ${noticeScore}, traded from ${weakScore} on.`];
  return [`${formatUtc(utcMs(at))}  ${answer}`, ...reasons.map((reason) => `  ${reason}`), ...threshold.map((line) => `  ${line}`)];
}

function nothingYet({ horizonBars, pending }: ScoreboardView): string {
  return `No outcomes yet: each signal is judged ${horizonBars} bars after it was made; ${pending} are waiting.`;
}

function scoreLines({ rows, curve, counted, pending, voided }: ScoreboardView): string[] {
  const percent = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(0)} %`);
  return [
    `${counted} signals judged, ${pending} waiting, ${voided} without a price in time. Brier score: 0 is best, always saying 50 % gives 0.25.`,
    '',
    ...table(
      ['Instrument', 'Regime', 'Signals', 'Right', 'Confidence', 'Brier', 'Raw'],
      rows.map((row) => [
        row.instrumentId ?? 'all',
        row.regime ?? 'all',
        String(row.count),
        percent(row.rightRatio),
        percent(row.meanConfidence),
        row.brier?.toFixed(3) ?? '–',
        row.rawBrier?.toFixed(3) ?? '–',
      ]),
    ),
    '',
    ...table(
      ['Confidence', 'Signals', 'Right', 'Likely between'],
      curve
        .filter(({ count }) => count > 0)
        .map(({ from, to, count, rightRatio, low, high }) => [
          `${percent(from)} to ${percent(to)}`,
          String(count),
          percent(rightRatio),
          `${percent(low)} and ${percent(high)}`,
        ]),
    ),
  ];
}

function timeOf(text: string): number {
  const time = /^\d{10,16}$/.test(text) ? Number(text) : Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`);
  if (Number.isFinite(time)) return time;
  throw new UsageError(`Expected --at as a UTC time such as 2024-03-01T12:30 or milliseconds since 1970, found "${text}".`);
}
