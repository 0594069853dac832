import { stemOf } from '../stem.ts';

/**
 * Words that say which way something went, in rows of one question each: [question, yes, no]. A story told again answers a
 * question the same way; all words of one answer count as the same word. Listed by any form; `stemOf` finds the others.
 */
const ROWS: readonly (readonly [question: string, yes: string, no: string])[] = [
  [
    'level',
    'rise rose risen raise lift boost hike up increase jump surge soar gain climb grow grew growth higher rally rebound advance expand double',
    'fall fell fallen cut lower slash down decrease drop slump plunge slide slid slip decline shrink shrank trim reduce tumble sink sank dip retreat halve',
  ],
  ['estimate', 'beat top exceed surpass', 'miss lag undershoot trail'],
  ['rating', 'upgrade', 'downgrade'],
  ['result', 'profit', 'loss'],
  ['trade', 'buy bought acquire acquisition purchase takeover', 'sell sold divest dump sale disposal'],
  ['verdict', 'approve approval clear accept back endorse', 'reject rejection block deny oppose ban refuse'],
  ['contest', 'win won', 'lose lost'],
  ['start', 'open launch start resume begin began restart', 'close halt stop suspend end shut pause cancel scrap'],
  ['width', 'widen', 'narrow'],
  ['strength', 'strong stronger robust solid', 'weak weaker soft sluggish'],
  ['view', 'bullish optimistic positive upbeat overweight outperform', 'bearish pessimistic negative downbeat underweight underperform'],
  ['height', 'high', 'low'],
  ['amount', 'more most above', 'less least below'],
  ['person', 'hire appoint name', 'fire resign quit oust depart'],
  ['belief', 'confirm admit', 'dispute'],
  ['membership', 'join enter', 'leave left exit'],
];

/** Which way one word points. */
export interface Direction {
  readonly question: string;
  readonly isYes: boolean;
}

export const directions: ReadonlyMap<string, Direction> = new Map(
  ROWS.flatMap(([question, yes, no]) => [
    ...yes.split(' ').map((word): [string, Direction] => [stemOf(word), { question, isYes: true }]),
    ...no.split(' ').map((word): [string, Direction] => [stemOf(word), { question, isYes: false }]),
  ]),
);

/** Trades and things that look like a form of a word above: clearing houses clear nothing of suspicion. */
export const notDirections: ReadonlySet<string> = new Set(['clearing', 'backing']);

/** Words that turn a statement round. */
export const negations: ReadonlySet<string> = new Set(
  'no not never without neither nor cannot cant wont dont doesnt didnt isnt arent wasnt werent hasnt havent fail unlikely'.split(' '),
);
