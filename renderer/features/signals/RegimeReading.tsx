import type { RegimeView } from '../../../shared/contract/index.ts';
import { type RegimeLabel, regimeLabels } from '../../../shared/domain/regime.ts';
import { formatPercent } from '../../components/format.ts';

const MEANINGS: Readonly<Record<RegimeLabel, string>> = {
  trend: 'price gets somewhere for its effort',
  range: 'price stays within a band',
  volatile: 'bars are much larger than they were',
  panic: 'price falls much faster than it usually moves',
};

/** The regime in force and how likely each was, the likeliest marked by more than colour. */
export function RegimeReading({ regime }: { readonly regime: RegimeView }) {
  return (
    <div>
      <p className="text-muted">
        <b className="font-semibold text-text capitalize">{regime.label}</b> for {regime.bars} {regime.bars === 1 ? 'bar' : 'bars'}:{' '}
        {MEANINGS[regime.label]}.
      </p>
      <dl className="mt-1 grid grid-cols-[52px_1fr_36px] items-center gap-x-2 gap-y-0.5">
        {regimeLabels.map((label, place) => {
          const share = regime.probabilities[place] ?? 0;
          const isInForce = label === regime.label;
          return (
            <div key={label} className="contents">
              <dt className={isInForce ? 'font-semibold text-text' : 'text-muted'}>{label}</dt>
              <dd aria-hidden className="h-1.5 rounded-sm bg-line">
                <span
                  className={`block h-1.5 rounded-sm ${isInForce ? 'bg-accent' : 'bg-faint/70'}`}
                  style={{ width: `${Math.min(1, share) * 100}%` }}
                />
              </dd>
              <dd className={`num ${isInForce ? 'font-semibold' : 'text-muted'}`}>{formatPercent(share, 0)}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
