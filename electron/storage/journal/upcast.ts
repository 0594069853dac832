import type { Fact } from '../../../shared/domain/fact.ts';
import type { TakenHeadline } from '../../../shared/domain/headline.ts';
import { type RegimeLabel, type RegimeReading, regimeLabels } from '../../../shared/domain/regime.ts';
import type { Signal } from '../../../shared/domain/signal.ts';

/** A signal as BitFlow recorded it before it tracked outcomes. */
type EarlySignal = Omit<Signal, 'rawConfidence' | 'dueAt' | 'regime'> & { readonly regime: RegimeLabel };

/**
 * Brings a fact of an earlier form to today's. A record is chained by hash and is never written anew, so that what later versions
 * added to a fact is filled in when it is read.
 */
export function upcastFact(fact: Fact): Fact {
  if (fact.kind === 'signal-generated' && !('rawConfidence' in fact.signal)) {
    return { ...fact, signal: upcastSignal(fact.signal) };
  }
  if (fact.kind === 'headline-scored' && !('repeats' in fact.headline)) {
    return { ...fact, headline: { ...(fact.headline as Omit<TakenHeadline, 'repeats'>), repeats: null } };
  }
  return fact;
}

function upcastSignal(signal: EarlySignal): Signal {
  return {
    ...signal,
    rawConfidence: signal.confidence,
    // Their confidence was another formula's: they are shown, and judged by nothing.
    dueAt: signal.tsEvent,
    regime: certain(signal.regime),
    contributions: signal.contributions.map((part) => ({ ...part, votes: [] })),
  };
}

/** What was then a label alone. */
function certain(label: RegimeLabel): RegimeReading {
  return { label, probabilities: regimeLabels.map((each) => (each === label ? 1 : 0)), bars: 1 };
}
