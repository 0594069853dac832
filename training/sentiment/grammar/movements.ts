import type { Label } from '../data/example.ts';
import type { Random } from '../random.ts';
import {
  degrees,
  downWords,
  fallVerbs,
  improveVerbs,
  lifters,
  lowerers,
  riseVerbs,
  stayVerbs,
  upWords,
  worsenVerbs,
} from './directions.ts';
import { formsOf } from './inflect.ts';
import { badMeasures, badPlurals, goodMeasures, goodPlurals } from './measures.ts';
import { countOf, fillSlot, moneyOf, moneyStyleOf, nameOf, percentOf } from './slots.ts';

/** A clause that says how a measure moved, with what that means. */
export interface Clause {
  readonly text: string;
  readonly label: Label;
}

/** Where a measure goes. */
type Direction = 'up' | 'down' | 'same';

interface Measure {
  readonly noun: string;
  readonly isPlural: boolean;
  readonly isGood: boolean;
}

/** Draws a clause with the wanted meaning. */
export function movement(label: Label, random: Random): Clause {
  const measure = drawMeasure(random);
  const direction: Direction = label === 'neutral' ? 'same' : (label === 'positive') === measure.isGood ? 'up' : 'down';
  const shape = random.pick([reported, reported, compared, compared, compared, headline, nounPhrase, acted, swung, fromTo, stated]);
  return { text: shape(measure, direction, random), label };
}

function drawMeasure(random: Random): Measure {
  const isGood = random.isLucky(0.6);
  const isPlural = random.isLucky(0.45);
  const nouns = isGood ? (isPlural ? goodPlurals : goodMeasures) : isPlural ? badPlurals : badMeasures;
  return { noun: random.pick(nouns), isPlural, isGood };
}

function verbFor({ isGood }: Measure, direction: Direction, random: Random): string {
  if (direction === 'same') return random.pick(stayVerbs);
  if (direction === 'up') return isGood && random.isLucky(0.25) ? random.pick(improveVerbs) : random.pick(riseVerbs);
  return isGood && random.isLucky(0.25) ? random.pick(worsenVerbs) : random.pick(fallVerbs);
}

function tensed(verb: string, isPlural: boolean, random: Random): string {
  const forms = formsOf(verb);
  const isBe = verb.startsWith('be ');
  const rest = verb.slice(3);
  if (isBe)
    return random.pick(isPlural ? [`were ${rest}`, `are ${rest}`, `have been ${rest}`] : [`was ${rest}`, `is ${rest}`, `has been ${rest}`]);
  return random.pick([
    forms.past,
    forms.past,
    forms.past,
    isPlural ? forms.plain : forms.present,
    isPlural ? forms.plain : forms.present,
    `${isPlural ? 'have' : 'has'} ${forms.participle}`,
    `${isPlural ? 'are' : 'is'} ${forms.progressive}`,
    `will ${forms.plain}`,
    `to ${forms.plain}`,
    `${isPlural ? 'are' : 'is'} ${random.pick(['expected to', 'set to', 'likely to', 'forecast to', 'estimated to', 'seen to'])} ${forms.plain}`,
    `continued to ${forms.plain}`,
    `could ${forms.plain}`,
  ]);
}

const wherever = (random: Random): string =>
  random.isLucky(0.55) ? '' : ` in ${fillSlot(random.isLucky(0.6) ? 'period' : 'place', random)}`;
const degree = (random: Random): string => (random.isLucky(0.6) ? '' : ` ${random.pick(degrees)}`);

/** "Nokia's net sales rose 5 % in Q1". */
function reported(measure: Measure, direction: Direction, random: Random): string {
  const owner = random.pick([
    `${nameOf(random)}'s ${measure.noun}`,
    `${nameOf(random)} ${measure.noun}`,
    `The ${random.pick(['company', 'group', 'bank', 'firm', 'unit', 'division'])}'s ${measure.noun}`,
    measure.noun,
    `${measure.noun} at ${nameOf(random)}`,
    `${measure.noun} of ${nameOf(random)}`,
    `Its ${measure.noun}`,
  ]);
  const size =
    direction === 'same' || random.isLucky(0.45)
      ? ''
      : random.pick([
          ` ${percent(random)}`,
          ` by ${percent(random)}`,
          ` to ${figure(random)}`,
          ` ${percent(random)} to ${figure(random)}`,
          ` by ${figure(random)}`,
        ]);
  return `${owner} ${tensed(verbFor(measure, direction, random), measure.isPlural, random)}${size}${degree(random)}${wherever(random)}`;
}

/** "Net sales came to EUR 31 mn, compared with EUR 36 mn a year earlier": only the figures tell the direction. */
function compared(measure: Measure, direction: Direction, random: Random): string {
  const { now, before } = figures(direction, random);
  const tell = random.pick(
    measure.isPlural
      ? ['were', 'amounted to', 'totalled', 'came to', 'came in at', 'stood at', 'reached', 'of', 'were at', ':', 'totaled', 'ended at']
      : ['was', 'amounted to', 'totalled', 'came to', 'came in at', 'stood at', 'reached', 'of', 'was at', ':', 'totaled', 'ended at'],
  );
  const owner = random.pick([
    `${nameOf(random)}'s ${measure.noun}`,
    `${nameOf(random)} ${measure.noun}`,
    `The company's ${measure.noun}`,
    measure.noun,
    `${nameOf(random)} reported ${measure.noun} of`,
    `${nameOf(random)} posted ${measure.noun} of`,
    `${nameOf(random)} : ${measure.noun}`,
  ]);
  const subject = owner.endsWith(' of') ? owner : `${owner} ${tell}`;
  const span = random.isLucky(0.5) ? '' : ` in ${fillSlot('period', random)}`;
  const earlier = random.pick([
    '',
    ' a year earlier',
    ' a year ago',
    ' in the corresponding period',
    ' last year',
    ' in the same period last year',
    ' in 2007',
    ' the year before',
    ' in the previous quarter',
    ' for the same period a year ago',
    ' in the comparison period',
    ' in the third quarter of 2007',
    ' expected',
    ' forecast by analysts',
    ' previously',
  ]);
  const moved =
    random.isLucky(0.25) && direction !== 'same' ? `${random.pick([', ', ' '])}${direction === 'up' ? 'up' : 'down'} from ${before}` : null;
  const comparison =
    moved ??
    random.pick([
      `, compared with ${before}`,
      ` compared to ${before}`,
      ` , compared to ${before}`,
      ` , against ${before}`,
      ` versus ${before}`,
      ` vs ${before}`,
      ` from ${before}`,
      ` ( ${before} )`,
      ` (${before})`,
      ` , as compared with ${before}`,
      ` as against ${before}`,
      ` , in comparison with ${before}`,
    ]);
  if (comparison.includes('(')) return `${subject} ${now}${comparison}${span}`;
  return `${subject} ${now}${span}${comparison}${earlier}`;
}

/** "Profit up 5 pct at Nokia", "Nokia profit beats forecasts". */
function headline(measure: Measure, direction: Direction, random: Random): string {
  const way =
    direction === 'same'
      ? random.pick([
          'flat',
          'unchanged',
          'steady',
          'stable',
          'little changed',
          'in line with forecasts',
          'as expected',
          "at last year's level",
        ])
      : random.pick(direction === 'up' ? upWords : downWords);
  const size = direction === 'same' || random.isLucky(0.4) ? '' : ` ${percent(random)}`;
  return random.pick([
    `${nameOf(random)} ${measure.noun} ${way}${size}`,
    `${measure.noun} ${way}${size} at ${nameOf(random)}`,
    `${nameOf(random)} : ${measure.noun} ${way}${size}${wherever(random)}`,
    `${nameOf(random)}'s ${measure.noun} ${way}${size} ${random.pick(['as', 'on', 'after', 'amid', 'despite'])} ${fillSlot('product', random)} ${random.pick(['orders', 'sales', 'launch', 'season'])}`,
    `${nameOf(random)} says ${measure.noun} ${way}${size}${wherever(random)}`,
    `${nameOf(random)} ${fillSlot('period', random)} ${measure.noun} ${way}${size}`,
  ]);
}

const nounsUp = [
  'increase',
  'rise',
  'growth',
  'jump',
  'surge',
  'gain',
  'climb',
  'improvement',
  'upturn',
  'expansion',
  'leap',
  'pickup',
  'uptick',
  'spike',
  'rebound',
  'doubling',
  'acceleration',
];
const nounsDown = [
  'decrease',
  'decline',
  'fall',
  'drop',
  'slump',
  'slide',
  'plunge',
  'dip',
  'contraction',
  'reduction',
  'downturn',
  'slowdown',
  'collapse',
  'shrinkage',
  'halving',
  'easing',
  'tumble',
];

/** "A drop in costs", "growing sales". */
function nounPhrase(measure: Measure, direction: Direction, random: Random): string {
  if (direction === 'same')
    return random.pick([
      `No change in ${measure.noun} at ${nameOf(random)}`,
      `${nameOf(random)} sees no change in ${measure.noun}`,
      `${nameOf(random)} expects ${measure.noun} to ${random.pick(['remain unchanged', "stay at last year's level", 'be flat', 'be stable'])}`,
      `${nameOf(random)} keeps ${measure.noun} unchanged`,
    ]);
  const noun = random.pick(direction === 'up' ? nounsUp : nounsDown);
  const progressive = formsOf(
    random.pick(
      direction === 'up'
        ? ['rise', 'grow', 'increase', 'soar', 'climb', 'surge', 'mount']
        : ['fall', 'decline', 'shrink', 'sink', 'plunge', 'ease', 'drop', 'dwindle', 'decrease', 'slow'],
    ),
  ).progressive;
  const adjective = random.pick(
    direction === 'up'
      ? ['higher', 'increased', 'growing', 'rising', 'record', 'larger', 'bigger']
      : ['lower', 'reduced', 'falling', 'declining', 'smaller', 'shrinking', 'decreased'],
  );
  const size = random.pick(['', `${percent(random)} `, 'sharp ', 'slight ', 'steep ', 'big ', 'clear ', 'further ']);
  return random.pick([
    `${nameOf(random)} ${random.pick(['reports', 'posts', 'sees', 'expects', 'reported', 'posted', 'forecasts', 'predicts', 'flags', 'announces', 'had', 'recorded', 'notes', 'says it saw'])} ${size}${noun} in ${measure.noun}`,
    `${size}${noun} in ${measure.noun} at ${nameOf(random)}`,
    `${nameOf(random)} ${random.pick(['benefits from', 'hit by', 'sees', 'reports', 'expects', 'blames', 'cites', 'points to', 'because of', 'due to', 'on', 'with', 'shares move on'])} ${random.isLucky(0.5) ? progressive : adjective} ${measure.noun}`,
    `The ${noun} in ${measure.noun} ${random.pick(['was due to', 'was mainly caused by', 'came from', 'was driven by', 'reflects', 'resulted from', 'continued in'])} ${fillSlot('product', random)}`,
    `The result was affected by ${adjective} ${measure.noun}`,
    `${adjective} ${measure.noun} ${random.pick(['at', 'for', 'expected at', 'reported by'])} ${nameOf(random)}`,
    `This corresponds to a ${percent(random)} ${noun} in ${measure.noun}`,
    `${fillSlot('period', random)} saw ${measure.noun} ${formsOf(random.pick(direction === 'up' ? ['rise', 'grow', 'increase', 'climb'] : ['fall', 'decline', 'drop', 'shrink'])).plain} by ${percent(random)}`,
  ]);
}

/** "Nokia cuts costs", "Nokia raises guidance". */
function acted(measure: Measure, direction: Direction, random: Random): string {
  if (direction === 'same')
    return `${nameOf(random)} ${random.pick(['keeps', 'maintains', 'leaves', 'kept', 'holds'])} ${measure.noun} ${random.pick(['unchanged', 'steady', 'at current level', "at last year's level", 'as they were'])}`;
  const verb = formsOf(random.pick(direction === 'up' ? lifters : lowerers));
  const actor = random.pick([
    nameOf(random),
    nameOf(random),
    `The ${random.pick(['company', 'strong dollar', 'weather', 'new plant', 'deal', 'programme', 'acquisition', 'move', 'merger', 'board', 'management', 'weak krona', 'change', 'new system', 'tax change'])}`,
  ]);
  const act = random.pick([
    verb.present,
    verb.past,
    `to ${verb.plain}`,
    `will ${verb.plain}`,
    `has ${verb.participle}`,
    `aims to ${verb.plain}`,
    `expected to ${verb.plain}`,
    `${random.pick(['managed', 'was able', 'plans', 'is set'])} to ${verb.plain}`,
    `is ${verb.progressive}`,
  ]);
  const size = random.isLucky(0.6)
    ? ''
    : random.pick([
        ` by ${percent(random)}`,
        ` to ${figure(random)}`,
        ` by ${figure(random)}`,
        ` ${percent(random)}`,
        ' again',
        ' sharply',
      ]);
  return `${actor} ${act} ${random.pick(['', '', 'its ', 'the ', fillSlot('period', random) === 'Q1' ? 'Q1 ' : ''])}${measure.noun}${size}`;
}

/** "Turned to a loss of EUR 2 mn from a profit of EUR 3 mn". */
function swung(_measure: Measure, direction: Direction, random: Random): string {
  const style = moneyStyleOf(random);
  const amount = (): string => moneyOf(random.next() * 300 + 0.3, style);
  const kind = random.pick(['', 'operating ', 'net ', 'pretax ', 'pre-tax ', 'quarterly ', 'annual ']);
  const [profit, loss] = [random.pick([`${kind}profit`, `${kind}profit`, `${kind}income`]), `${kind}loss`];
  const verb = random.pick(['turned to', 'swung to', 'went to', 'posted', 'reported', 'made', 'recorded', 'swings to', 'showed', 'booked']);
  const link = random.pick(['from', 'compared with', 'compared to', ', against', 'versus', ', compared with', 'as opposed to', ', after']);
  const name = random.pick([nameOf(random), nameOf(random), 'The company', 'The group', 'It']);
  if (direction === 'same')
    return `${name} ${random.pick(['posted', 'reported', 'recorded'])} a ${random.pick([profit, loss])} of ${amount()}${wherever(random)}`;
  const [now, before] = direction === 'up' ? [profit, loss] : [loss, profit];
  if (_measure.isGood)
    return `${name} ${verb} a ${now} of ${amount()}${wherever(random)} ${link} a ${before} of ${amount()}${random.pick(['', ' a year earlier', ' last year', ' in the same quarter of 2008'])}`;
  // For a measure that pleases when it falls the meaning of the direction is turned round.
  return `${name} ${verb} a ${before} of ${amount()}${wherever(random)} ${link} a ${now} of ${amount()}${random.pick(['', ' a year earlier', ' last year', ' in the same quarter of 2008'])}`;
}

/** "From EUR 3 mn to EUR 5 mn", "to EUR 5 mn from EUR 3 mn". */
function fromTo(measure: Measure, direction: Direction, random: Random): string {
  const { now, before } = figures(direction, random);
  const verb = random.pick(
    direction === 'same'
      ? ['moved', 'went', 'was']
      : direction === 'up'
        ? ['rose', 'went up', 'moved', 'went', 'increased', 'climbed', 'raised', 'lifted', 'grew', 'changed', 'up', 'jumps', 'widened']
        : [
            'fell',
            'went down',
            'moved',
            'went',
            'decreased',
            'declined',
            'lowered',
            'cut',
            'shrank',
            'changed',
            'down',
            'drops',
            'narrowed',
          ],
  );
  const owner = random.pick([
    `${nameOf(random)} ${measure.noun}`,
    `${nameOf(random)}'s ${measure.noun}`,
    measure.noun,
    `The ${measure.noun}`,
  ]);
  return random.isLucky(0.5)
    ? `${owner} ${verb} from ${before} to ${now}${wherever(random)}`
    : `${owner} ${verb} to ${now}${wherever(random)} from ${before}${random.pick(['', ' a year earlier', ' last year', ' previously'])}`;
}

/** "Sales are higher than a year ago", "costs no longer fall". */
function stated(measure: Measure, direction: Direction, random: Random): string {
  const be = measure.isPlural ? 'are' : 'is';
  const was = measure.isPlural ? 'were' : 'was';
  if (direction === 'same')
    return `${measure.noun} ${random.pick([was, be])} ${random.pick(['at the same level as a year ago', 'as high as last year', 'neither higher nor lower than before', "in line with the company's expectations", "close to last year's level"])}`;
  const isUp = direction === 'up';
  const up = formsOf(random.pick(['rise', 'grow', 'increase', 'climb']));
  const down = formsOf(random.pick(['fall', 'decline', 'drop', 'shrink']));
  const [towards, away] = isUp ? [up, down] : [down, up];
  return random.pick([
    `${measure.noun} ${was} ${isUp ? random.pick(['higher', 'better', 'larger']) : random.pick(['lower', 'smaller'])} than ${random.pick(['expected', 'a year ago', 'last year', 'in the previous quarter', 'analysts expected', 'forecast', 'anticipated', 'the year before'])}`.replace(
      measure.isGood ? '\0' : 'better',
      measure.isGood ? '\0' : 'higher',
    ),
    `${measure.noun} did not ${away.plain} but ${towards.past}`,
    `${measure.noun} no longer ${measure.isPlural ? away.plain : away.present}`,
    `${measure.noun} stopped ${away.progressive}`,
    `${measure.noun} ${random.pick(['exceeded', 'topped', 'surpassed', 'beat', 'above', 'came in above', 'ahead of'])} ${random.pick(['forecasts', 'expectations', 'estimates', 'last year', 'the consensus', 'the target'])}`.replace(
      isUp ? '\0' : /(exceeded|topped|surpassed|beat|above|came in above|ahead of)/,
      isUp ? '\0' : 'came in below',
    ),
    `${nameOf(random)} failed to ${isUp ? random.pick(lowerers) : random.pick(lifters)} ${measure.noun}`,
    `${nameOf(random)} expects ${measure.noun} to ${towards.plain}${wherever(random)}`,
    `${nameOf(random)} sees ${measure.noun} ${towards.progressive}${wherever(random)}`,
    `${random.pick(['Instead of', 'Rather than'])} ${away.progressive} , ${measure.noun} ${towards.past}`,
    `${measure.noun} ${isUp ? random.pick(['at highest level', 'the highest', 'at a peak', 'the strongest']) : random.pick(['at lowest level', 'the lowest', 'the smallest'])} ${random.pick(['in years', 'in a decade', 'since 2008', 'on record', 'for five years'])}`,
  ]);
}

function figures(direction: Direction, random: Random): { readonly now: string; readonly before: string } {
  const ratio = 1 + 0.03 + random.next() * random.pick([0.2, 0.6, 3]);
  const base = random.next() * random.pick([5, 80, 800]) + 0.4;
  const [now, then] = direction === 'up' ? [base * ratio, base] : direction === 'down' ? [base, base * ratio] : [base, base];
  const kind = random.next();
  if (kind < 0.2) return { now: `${now.toFixed(1)}%`, before: `${then.toFixed(1)}%` };
  if (kind < 0.3) {
    const count = (value: number): string => Math.round(value * 1000).toLocaleString('en-US');
    return { now: count(now), before: count(then) };
  }
  const style = { ...moneyStyleOf(random), digits: 1 + random.below(2) };
  const isShort = random.isLucky(0.15);
  return { now: moneyOf(now, style), before: isShort ? then.toFixed(then < 1 ? 2 : style.digits) : moneyOf(then, style) };
}

function percent(random: Random): string {
  return percentOf(random, random.next() * random.pick([9, 40, 150]) + 0.2);
}

function figure(random: Random): string {
  return random.isLucky(0.15) ? countOf(random) : moneyOf(random.next() * 900 + 0.5, moneyStyleOf(random));
}
