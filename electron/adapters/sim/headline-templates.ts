import { hash32 } from '../../engine/kernel/random.ts';
import type { SimCharacter } from './sim-instruments.ts';

/** What a headline truly means for the price. */
export type HeadlineMeaning = 'good' | 'bad' | 'neutral';
type Field = SimCharacter['field'];

/** `{n}` is the name, `{p}` a percentage, `{m}` an amount, `{f}` a thing of the field. */
const COMMON: Readonly<Record<HeadlineMeaning, readonly string[]>> = {
  good: [
    '{n} beats quarterly estimates as {f} demand grows {p} %',
    '{n} raises full-year outlook, sees revenue up {p} %',
    '{n} wins {m} million contract for {f}',
    'Analysts upgrade {n} after strong {f} figures',
    '{n} profit jumps {p} % on record {f} volumes',
    '{n} to buy back {m} million of its own shares',
    'Regulator clears {n} of wrongdoing in {f} inquiry',
    '{n} narrows its loss as {f} costs fall {p} %',
    '{n} shares seen higher after surprise {f} agreement',
    '{n} lifts dividend by {p} % after strong quarter',
  ],
  bad: [
    '{n} misses estimates as {f} demand weakens',
    '{n} cuts full-year outlook on weak {f} orders',
    'Regulator opens probe into {n} over {f} practices',
    '{n} profit falls {p} % as {f} costs surge',
    '{n} loses {m} million {f} contract to a rival',
    'Analysts downgrade {n}, citing slowing {f} growth',
    '{n} warns of {p} % drop in {f} sales',
    '{n} halts {f} line after safety concerns',
    '{n} to cut jobs as {f} losses widen',
    'Lawsuit against {n} seeks {m} million over {f}',
  ],
  neutral: [
    '{n} to present at autumn conference',
    '{n} names new head of {f}',
    '{n} schedules quarterly report for next week',
    '{n} opens {f} office in Oslo',
    '{n} publishes annual {f} survey',
    '{n} board to meet on Thursday',
    '{n} moves its {f} team under one roof',
    'What to watch as {n} reports next week',
  ],
};

const COIN: Readonly<Record<HeadlineMeaning, readonly string[]>> = {
  good: [
    '{n} network fees fall {p} % after successful upgrade',
    'Large fund adds {m} million of {n} to its holdings',
    '{n} adoption grows as payment firm enables {f}',
    '{n} rallies on strong {f} inflows',
    'Court approves {n} settlement, removing long uncertainty',
    '{n} developers deliver {f} upgrade ahead of plan',
  ],
  bad: [
    '{n} {f} exploited, {m} million stolen',
    'Exchange suspends {n} withdrawals after outage',
    '{n} slides as {f} outflows accelerate',
    'Regulator sues {n} foundation over unregistered {f}',
    '{n} upgrade delayed again after critical bug',
    'Large holder dumps {m} million of {n}',
  ],
  neutral: [
    '{n} foundation publishes {f} report',
    '{n} developers discuss {f} proposal',
    '{n} community call set for Wednesday',
    'Explainer: how {n} {f} works',
  ],
};

const THINGS: Readonly<Record<Field, readonly string[]>> = {
  mining: ['copper', 'nickel', 'ore', 'smelter'],
  technology: ['cloud', 'chip', 'software', 'data centre'],
  retail: ['online', 'store', 'clothing', 'grocery'],
  finance: ['clearing', 'listing', 'trading', 'custody'],
  energy: ['wind', 'gas', 'grid', 'storage'],
  health: ['trial', 'vaccine', 'licensing', 'laboratory'],
  travel: ['long-haul', 'cargo', 'booking', 'route'],
  crypto: ['staking', 'bridge', 'wallet', 'fund'],
};

/** Writes a headline of the named meaning; `choice` is 32 random bits. */
export function writeHeadline(name: string, field: Field, meaning: HeadlineMeaning, choice: number): string {
  const templates = field === 'crypto' ? COIN[meaning] : COMMON[meaning];
  const pick = <T>(list: readonly T[], stream: number): T => list[hash32(choice, stream, 0, 0) % list.length];
  return pick(templates, 1)
    .replace('{n}', name)
    .replace('{f}', pick(THINGS[field], 2))
    .replace('{p}', String(3 + (hash32(choice, 3, 0, 0) % 38)))
    .replace('{m}', String(10 * (2 + (hash32(choice, 4, 0, 0) % 78))));
}
