import { useMoneyPlaces } from '../stores/money-places.ts';
import { formatNumber, formatSigned, formatSignedPercent } from './format.ts';

/** The class of a direction; colour never stands alone, an arrow or a sign goes with it. */
export function toneOf(value: number): string {
  if (value > 0) return 'text-up';
  return value < 0 ? 'text-down' : 'text-muted';
}

export function arrowOf(value: number): string {
  if (value > 0) return '▲';
  return value < 0 ? '▼' : '●';
}

export interface ChangeProps {
  readonly ratio: number;
  /** Without sign and unit, where the arrow and a heading say both. */
  readonly isBare?: boolean;
}

/** A change in percent with its arrow. */
export function Change({ ratio, isBare = false }: ChangeProps) {
  const shown = Math.abs(ratio) < 0.000_05 ? 0 : ratio;
  return (
    <span className={`num whitespace-nowrap ${toneOf(shown)}`}>
      <span aria-hidden className="text-2xs">
        {arrowOf(shown)}
      </span>{' '}
      {isBare ? (
        <>
          <span className="sr-only">{shown < 0 ? 'down' : 'up'}</span>
          {formatNumber(Math.abs(shown) * 100, 2)}
        </>
      ) : (
        formatSignedPercent(shown)
      )}
    </span>
  );
}

/** An amount of money with its sign, to its currency's places. */
export function SignedMoney({ amount }: { readonly amount: number }) {
  const places = useMoneyPlaces();
  return <span className={`num ${toneOf(amount)}`}>{formatSigned(amount, places)}</span>;
}

/** BUY, SELL, HOLD and their kin. */
export function Tag({ tone, children }: { readonly tone: 'up' | 'down' | 'plain' | 'warn'; readonly children: string }) {
  const tones = { up: 'bg-up-soft text-up', down: 'bg-down-soft text-down', plain: 'bg-raised text-muted', warn: 'bg-warn-soft text-warn' };
  return <span className={`whitespace-nowrap rounded px-1.5 py-px font-bold text-2xs tracking-wide ${tones[tone]}`}>{children}</span>;
}
