import type { RuleTestView } from '../../../shared/contract/index.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../components/Button.tsx';
import { toneOf } from '../../components/Direction.tsx';
import { EmptyState, LoadingRows } from '../../components/EmptyState.tsx';
import { FailedState } from '../../components/FailedState.tsx';
import { formatPercent, formatSigned } from '../../components/format.ts';
import { useSelectedInstrument } from '../../stores/hooks.ts';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';

const BARS = 3_000;

/** How each rule of the technical analysis did on the selected instrument, at the interval of the chart. */
export function RuleTest() {
  const instrument = useSelectedInstrument();
  const interval = usePreferences((state) => state.interval);
  const settings = useWorkspace((state) => state.settings);
  const instrumentId = instrument?.id;
  const { again, ...answer } = useAnswer({
    key: `${instrumentId ?? ''} ${interval}`,
    freshness: JSON.stringify([settings?.rules, settings?.indicators]),
    ask: async (client) => (instrumentId === undefined ? [] : await client.signals.testRules({ instrumentId, interval, limit: BARS })),
    deadlineMs: 60_000,
  });
  return (
    <div className="flex min-w-0 flex-col">
      <div className="flex items-center gap-2 pb-1">
        <h3 className="truncate font-semibold text-xs">
          Rules on {instrument?.symbol ?? '–'}, {interval}
        </h3>
        <Button
          tone="ghost"
          className="ml-auto py-0.5!"
          onClick={() => useOverlays.setState({ isSettingsOpen: true, settingsSection: 'rules' })}
        >
          Rules settings …
        </Button>
      </div>
      {answer.kind === 'failed' ? (
        <FailedState title="The rules could not be tested" words={answer.words} onAgain={again} />
      ) : answer.kind === 'asking' ? (
        <LoadingRows count={5} />
      ) : answer.value.length === 0 ? (
        <EmptyState title="Nothing to test on">There are not enough bars of this instrument yet.</EmptyState>
      ) : (
        <Table rules={answer.value} />
      )}
    </div>
  );
}

function Table({ rules }: { readonly rules: readonly RuleTestView[] }) {
  return (
    <table className="w-full border-collapse text-xs" aria-label="Rules">
      <thead>
        <tr className="text-2xs text-faint">
          <th className="pb-0.5 text-left font-medium">Rule</th>
          <th className="num pb-0.5 font-medium" title="Bars on which it voted with at least half its force">
            Votes
          </th>
          <th className="num pb-0.5 font-medium">Right</th>
          <th className="pb-0.5 pl-2 text-left font-medium">95 % interval</th>
          <th className="num pb-0.5 font-medium" title="Mean move in its direction over the horizon, in average true ranges">
            Move, ATR
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ rule, title, count, rightRatio, low, high, meanMoveAtr }) => (
          <tr key={rule} className="border-line-soft border-t">
            <td className="py-[3px] pr-2">{title}</td>
            <td className="num">{count}</td>
            <td className="num">{rightRatio === null ? '–' : formatPercent(rightRatio, 1)}</td>
            <td className="pl-2">
              {low === null || high === null || rightRatio === null ? '' : <Interval low={low} high={high} at={rightRatio} />}
            </td>
            <td className={`num ${toneOf(meanMoveAtr ?? 0)}`}>{meanMoveAtr === null ? '–' : formatSigned(meanMoveAtr, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** From 30 to 70 %, with a mark at half: an interval that holds the mark proves nothing. */
function Interval({ low, high, at }: { readonly low: number; readonly high: number; readonly at: number }) {
  const place = (ratio: number): number => Math.min(1, Math.max(0, (ratio - 0.3) / 0.4)) * 100;
  return (
    <span className="relative block h-2.5 w-16" title={`${formatPercent(low, 1)} to ${formatPercent(high, 1)}`}>
      <span className="sr-only">{`${formatPercent(low, 1)} to ${formatPercent(high, 1)}`}</span>
      <span aria-hidden className="absolute inset-y-0 left-1/2 w-px bg-faint" />
      <span
        aria-hidden
        className="absolute top-[4px] h-[2px] bg-muted"
        style={{ left: `${place(low)}%`, width: `${place(high) - place(low)}%` }}
      />
      <span aria-hidden className="absolute top-[2px] -ml-[3px] size-1.5 rounded-full bg-accent" style={{ left: `${place(at)}%` }} />
    </span>
  );
}
