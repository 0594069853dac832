import type { SignalView } from '../../../shared/contract/index.ts';
import { toneOf } from '../../components/Direction.tsx';
import { formatNumber, formatPercent, formatSigned } from '../../components/format.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { HeadlineText } from '../news/HeadlineText.tsx';

/** Why the engine says what it says: every input, its weight, its reasons, and the verdict. */
export function Explanation({ signal }: { readonly signal: SignalView }) {
  const headlines = useWorkspace((state) => state.headlines);
  const used = signal.headlines.flatMap((id) => headlines.find((headline) => headline.id === id) ?? []);
  return (
    <div className="mt-2 space-y-2.5 border-line border-t pt-2 text-xs">
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
              <td className="py-0.5 capitalize">{part.kind}</td>
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
      {signal.contributions.map((part) => (
        <div key={part.kind}>
          <h3 className="font-semibold capitalize">{part.kind}</h3>
          <ul className="ml-3 list-disc text-muted">
            {part.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <p className="mt-0.5 flex flex-wrap gap-x-2.5 text-2xs text-faint">
            {part.evidence.map(({ name, value }) => (
              <span key={name}>
                {name} <span className="num">{formatNumber(value, Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 3 : 2)}</span>
              </span>
            ))}
          </p>
        </div>
      ))}
      {signal.absent.map(({ kind, reason }) => (
        <p key={kind} className="text-muted">
          <b className="font-semibold capitalize">{kind}</b> took no part: {reason}. Its weight was shared among the others.
        </p>
      ))}
      {used.length > 0 ? (
        <div>
          <h3 className="font-semibold">Headlines</h3>
          <ul className="space-y-1 text-muted">
            {used.slice(0, 6).map((headline) => (
              <li key={headline.id}>
                <span className={`num ${toneOf(headline.score)}`}>{formatSigned(headline.score, 2)}</span>{' '}
                <HeadlineText headline={headline} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div>
        <h3 className="font-semibold">Verdict</h3>
        {signal.rejections.length === 0 ? (
          <p className="text-muted">
            Accepted: the score is strong enough, the market is open and traded enough, and the order is within every risk limit.
          </p>
        ) : (
          <ul className="ml-3 list-disc text-muted">
            {signal.rejections.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
