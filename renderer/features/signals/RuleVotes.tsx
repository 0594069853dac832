import type { ContributionView } from '../../../shared/contract/index.ts';
import { technicalRules } from '../../../shared/domain/technical-rule.ts';
import { arrowOf, toneOf } from '../../components/Direction.tsx';
import { formatPercent, formatSigned } from '../../components/format.ts';

/** What every rule of the technical analysis said, with its weight; their parts add up to its score. */
export function RuleVotes({ votes, score }: { readonly votes: ContributionView['votes']; readonly score: number }) {
  // Each part is rounded by itself; what that leaves is said, so that the column adds up.
  const rest = Number((score - votes.reduce((sum, { part }) => sum + part, 0)).toFixed(6));
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="text-2xs text-faint">
          <th className="pb-0.5 text-left font-medium">Rule</th>
          <th className="num pb-0.5 font-medium">Vote</th>
          <th className="num pb-0.5 pl-2 font-medium">Weight</th>
          <th className="num pb-0.5 pl-2 font-medium">Part</th>
        </tr>
      </thead>
      <tbody>
        {votes.map(({ rule, vote, weight, part, reason }) => (
          <tr key={rule} className="border-line-soft border-t align-top">
            <td className="py-1 pr-2">
              <span className="font-medium" title={technicalRules[rule].help}>
                {technicalRules[rule].title}
              </span>
              <span className="block text-2xs text-muted leading-snug">{reason}</span>
            </td>
            <td className={`num whitespace-nowrap py-1 ${toneOf(vote)}`}>
              <span aria-hidden className="text-[8px]">
                {arrowOf(vote)}
              </span>{' '}
              {formatSigned(vote, 2)}
            </td>
            <td className="num whitespace-nowrap py-1 pl-2 text-muted">{formatPercent(weight, 0)}</td>
            <td className={`num py-1 pl-2 ${toneOf(part)}`} data-rule-part={part}>
              {formatSigned(part, 3)}
            </td>
          </tr>
        ))}
        {Math.abs(rest) < 0.000_5 ? null : (
          <tr className="border-line-soft border-t text-faint">
            <td className="py-0.5">Rounding of the parts</td>
            <td />
            <td />
            <td className="num" data-rule-part={rest}>
              {formatSigned(rest, 3)}
            </td>
          </tr>
        )}
        <tr className="border-line border-t font-semibold">
          <td className="py-0.5">Technical</td>
          <td />
          <td />
          <td className="num" data-rule-sum={score}>
            {formatSigned(score, 3)}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
