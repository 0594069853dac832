import type { SignalView } from '../../../shared/contract/index.ts';
import { toneOf } from '../../components/Direction.tsx';
import { formatSigned } from '../../components/format.ts';
import { type Argument, argumentsOf } from './for-and-against.ts';

/** What speaks for a signal, then what speaks against it. */
export function ForAndAgainst({ signal }: { readonly signal: Pick<SignalView, 'action' | 'contributions'> }) {
  const { speaksFor, speaksAgainst } = argumentsOf(signal);
  return (
    <div className="mt-2 space-y-1.5 text-xs">
      <List title="For" items={speaksFor} none="Nothing speaks for it." />
      <List title="Against" items={speaksAgainst} none="Nothing speaks against it." />
    </div>
  );
}

function List({ title, items, none }: { readonly title: string; readonly items: readonly Argument[]; readonly none: string }) {
  return (
    <section aria-label={title}>
      <h3 className="font-semibold">{title}</h3>
      {items.length === 0 ? (
        <p className="text-muted">{none}</p>
      ) : (
        <ul>
          {items.map(({ name, reason, part }) => (
            <li key={`${name} ${reason}`} className="flex gap-2 leading-snug">
              <span className="min-w-0 flex-1 text-muted">
                <span className="text-text">{name}:</span> {reason}
              </span>
              <span className={`num shrink-0 ${toneOf(part)}`}>{formatSigned(part, 3)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
