import type { ReactNode } from 'react';
import type { ContributionView, SignalView } from '../../../shared/contract/index.ts';
import { toneOf } from '../../components/Direction.tsx';
import { formatNumber, formatPercent, formatSigned } from '../../components/format.ts';
import { ConfidenceWords } from './Confidence.tsx';
import { ANALYSES } from './ContributionBars.tsx';
import { CountedHeadlines } from './CountedHeadlines.tsx';
import { Horizon } from './Horizon.tsx';
import { RegimeReading } from './RegimeReading.tsx';
import { RuleVotes } from './RuleVotes.tsx';
import { Verdict } from './Verdict.tsx';

/** Why the engine says what it says: every input, its weight, its reasons, and the verdict. */
export function Explanation({ signal }: { readonly signal: SignalView }) {
  return (
    <div className="mt-2 space-y-3 border-line border-t pt-2 text-xs">
      <Sum signal={signal} />
      {signal.contributions.map((part) => (
        <Part key={part.kind} part={part} signal={signal} />
      ))}
      {signal.absent.map(({ kind, reason }) => (
        <p key={kind} className="text-muted">
          <b className="font-semibold text-text">{ANALYSES[kind]}</b> took no part: {reason}. Its weight was shared among the others.
        </p>
      ))}
      <Section title="Confidence">
        <p className="text-muted">
          Calibrated <span className="num text-text">{formatPercent(signal.confidence, 0)}</span>, uncalibrated{' '}
          <span className="num text-text">{formatPercent(signal.rawConfidence, 0)}</span>. <ConfidenceWords signal={signal} />
        </p>
      </Section>
      <Section title="Forecast">
        <Horizon signal={signal} />
      </Section>
      <Section title="Verdict">
        <Verdict signal={signal} />
      </Section>
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-0.5 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Sum({ signal }: { readonly signal: SignalView }) {
  return (
    <table className="w-full border-collapse">
      <caption className="pb-1 text-left text-2xs text-faint">How the score adds up: score × weight = contribution</caption>
      <thead className="sr-only">
        <tr>
          <th>Analysis</th>
          <th>Score</th>
          <th>Weight</th>
          <th>Contribution</th>
        </tr>
      </thead>
      <tbody>
        {signal.contributions.map((part) => (
          <tr key={part.kind} className="border-line-soft border-t">
            <td className="py-0.5">{ANALYSES[part.kind]}</td>
            <td className={`num ${toneOf(part.score)}`}>{formatSigned(part.score, 3)}</td>
            <td className="num text-muted">× {formatPercent(part.weight, 0)}</td>
            <td className={`num ${toneOf(part.contribution)}`}>{formatSigned(part.contribution, 3)}</td>
          </tr>
        ))}
        <tr className="border-line border-t font-semibold">
          <td className="py-0.5">Score</td>
          <td />
          <td />
          <td className="num">{formatSigned(signal.score, 3)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** One analysis: its rules with their votes, its headlines, or the regime; else its reasons. */
function Part({ part, signal }: { readonly part: ContributionView; readonly signal: SignalView }) {
  const title = ANALYSES[part.kind];
  if (part.votes.length > 0) {
    return (
      <Section title={title}>
        <RuleVotes votes={part.votes} score={part.score} />
        <Evidence evidence={part.evidence} />
      </Section>
    );
  }
  return (
    <Section title={title}>
      {part.kind === 'regime' ? <RegimeReading regime={signal.regime} /> : null}
      <ul className="my-1 ml-3 list-disc text-muted marker:text-faint">
        {part.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {part.kind === 'sentiment' && signal.headlines.length > 0 ? <CountedHeadlines signal={signal} /> : null}
      <Evidence evidence={part.evidence} />
    </Section>
  );
}

function Evidence({ evidence }: Pick<ContributionView, 'evidence'>) {
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-2.5 text-2xs text-faint">
      {evidence.map(({ name, value }) => (
        <span key={name} className="whitespace-nowrap">
          {name} <span className="num text-muted">{formatNumber(value, placesFor(value))}</span>
        </span>
      ))}
    </p>
  );
}

function placesFor(value: number): number {
  if (Number.isInteger(value)) return 0;
  return Math.abs(value) < 10 ? 3 : 2;
}
