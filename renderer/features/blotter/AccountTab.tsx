import type { AccountView } from '../../../shared/contract/index.ts';
import { toneOf } from '../../components/Direction.tsx';
import { LoadingRows } from '../../components/EmptyState.tsx';
import { formatDecimalText, formatPercent, formatSigned, formatSignedPercent } from '../../components/format.ts';
import { useMoneyPlaces } from '../../stores/money-places.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** The account in figures, and how much of each limit is used. */
export function AccountTab() {
  const account = useWorkspace((state) => state.account);
  const places = useMoneyPlaces();
  if (account === null) return <LoadingRows count={5} />;
  return (
    <div className="@container flex min-h-0 flex-1 flex-col overflow-auto">
      <div className="grid grid-cols-1 gap-x-8 gap-y-3 p-3 @min-[460px]:grid-cols-2 @min-[760px]:grid-cols-[1fr_1fr_1.3fr]">
        <Figures
          figures={[
            ['Equity', formatDecimalText(account.equity, places)],
            ['Cash', formatDecimalText(account.cash, places)],
            ['Free to trade', formatDecimalText(account.free, places)],
            ['In positions', formatDecimalText(account.exposure, places)],
            ['Held by orders', formatDecimalText(account.reserved, places)],
          ]}
        />
        <dl className="space-y-1.5">
          <Signed name="Today" value={Number(account.dayPnl)} note={formatSignedPercent(account.dayPnlRatio)} />
          <Signed name="Unrealised" value={Number(account.unrealised)} />
          <Signed name="Realised, after fees" value={Number(account.realised)} />
          <Signed name="Fees paid" value={-Number(account.fees)} />
          <div className="flex justify-between">
            <dt className="text-muted">Below the peak</dt>
            <dd className="num">{formatPercent(account.drawdownRatio)}</dd>
          </div>
        </dl>
        <Limits limits={account.limits} />
      </div>
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
        {formatSigned(value, useMoneyPlaces())}
        {note === undefined ? null : <span className="ml-2 text-2xs">{note}</span>}
      </dd>
    </div>
  );
}

function Limits({ limits }: { readonly limits: AccountView['limits'] }) {
  return (
    <div className="space-y-2 @min-[460px]:col-span-2 @min-[760px]:col-span-1">
      {limits.map(({ name, used, text }) => {
        const share = Math.max(0, Math.min(1, used));
        const tone = used > 0.7 ? 'bg-warn' : 'bg-accent';
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
