import type { AccountView } from '../../../shared/contract/index.ts';
import { toneOf } from '../../components/Direction.tsx';
import { LoadingRows } from '../../components/EmptyState.tsx';
import { formatDecimalText, formatPercent, formatSigned, formatSignedPercent } from '../../components/format.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** The account in figures, and how much of each limit is used. */
export function AccountTab() {
  const account = useWorkspace((state) => state.account);
  if (account === null) return <LoadingRows count={5} />;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-2 gap-x-8 overflow-auto p-3.5 xl:grid-cols-[1fr_1fr_1.3fr]">
      <Figures
        figures={[
          ['Equity', formatDecimalText(account.equity, 2)],
          ['Cash', formatDecimalText(account.cash, 2)],
          ['Free to trade', formatDecimalText(account.free, 2)],
          ['In positions', formatDecimalText(account.exposure, 2)],
          ['Held by orders', formatDecimalText(account.reserved, 2)],
        ]}
      />
      <dl className="space-y-1.5">
        <Signed name="Today" value={Number(account.dayPnl)} note={formatSignedPercent(account.dayPnlRatio)} />
        <Signed name="Unrealised" value={Number(account.unrealised)} />
        <Signed name="Realised" value={Number(account.realised)} />
        <Signed name="Fees" value={-Number(account.fees)} />
        <div className="flex justify-between">
          <dt className="text-muted">Below the peak</dt>
          <dd className="num">{formatPercent(account.drawdownRatio)}</dd>
        </div>
      </dl>
      <Limits limits={account.limits} />
    </div>
  );
}

function Figures({ figures }: { readonly figures: readonly (readonly [string, string])[] }) {
  return (
    <dl className="space-y-1.5">
      {figures.map(([name, value]) => (
        <div key={name} className="flex justify-between">
          <dt className="text-muted">{name}</dt>
          <dd className="num font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Signed({ name, value, note }: { readonly name: string; readonly value: number; readonly note?: string }) {
  return (
    <div className="flex justify-between">
      <dt className="text-muted">{name}</dt>
      <dd className={`num ${toneOf(value)}`}>
        {formatSigned(value, 2)}
        {note === undefined ? null : <span className="ml-2 text-2xs">{note}</span>}
      </dd>
    </div>
  );
}

function Limits({ limits }: { readonly limits: AccountView['limits'] }) {
  return (
    <div className="col-span-2 mt-3 space-y-2 xl:col-span-1 xl:mt-0">
      {limits.map(({ name, used, text }) => {
        const share = Math.max(0, Math.min(1, used));
        const tone = used >= 1 ? 'bg-down' : used > 0.7 ? 'bg-warn' : 'bg-accent';
        return (
          <div key={name}>
            <div className="flex justify-between text-xs">
              <span className="text-muted">{name}</span>
              <span className="num">{text}</span>
            </div>
            <div
              role="meter"
              aria-label={`${name} limit used`}
              aria-valuenow={Math.round(share * 100)}
              aria-valuemin={0}
              aria-valuemax={100}
              className="mt-0.5 h-1 rounded-sm bg-line"
            >
              <div className={`h-1 rounded-sm ${tone}`} style={{ width: `${share * 100}%` }} />
            </div>
          </div>
        );
      })}
    </div>
  );
}
