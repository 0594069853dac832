import type { Random } from '../random.ts';
import { formsOf } from './inflect.ts';
import {
  badAdjectives,
  badAdverbs,
  badNouns,
  badVerbs,
  described,
  enders,
  goodAdjectives,
  goodAdverbs,
  goodNouns,
  goodVerbs,
  losers,
} from './lexicon.ts';
import { fillSlot, nameOf, percentOf } from './slots.ts';

const facing = [
  'faces',
  'is hit by',
  'hit by',
  'hurt by',
  'grapples with',
  'struggles with',
  'battles',
  'warns of',
  'suffers',
  'blames',
  'reports',
  'sees',
  'braces for',
  'is heading for',
  'fears',
  'admits',
  'cites',
  'expects',
  'reels from',
  'sinks on',
  'falls on',
  'drops after',
  'plunges amid',
  'caught up in',
  'in',
  'cannot escape',
  'unable to avoid',
  'brings',
  'means',
  'causes',
  'leads to',
  'threatened by',
];
const enjoying = [
  'enjoys',
  'sees',
  'reports',
  'expects',
  'celebrates',
  'scores',
  'achieves',
  'gets',
  'gains from',
  'benefits from',
  'profits from',
  'is helped by',
  'lifted by',
  'boosted by',
  'buoyed by',
  'rides on',
  'wins',
  'rises on',
  'jumps on',
  'rallies after',
  'promises',
  'brings',
  'means',
  'leads to',
  'predicts',
  'earns',
  'heads for',
  'thanks to',
  'on course for',
  'cheered by',
];

/** Draws a sentence that means good or bad by its words alone, or by what is done to them: "avoids a strike", "no relief". */
export function remark(label: 'positive' | 'negative', random: Random): string {
  const isGood = label === 'positive';
  const name = nameOf(random);
  const noun = random.pick(isGood ? goodNouns : badNouns);
  const opposite = random.pick(isGood ? badNouns : goodNouns);
  const adjective = random.pick(isGood ? goodAdjectives : badAdjectives);
  const about = random.pick(described);
  const verb = random.pick(isGood ? goodVerbs : badVerbs);
  const ender = formsOf(random.pick(isGood ? enders : losers));
  const bare = opposite.replace(/^an? /, '');
  const feared = isGood
    ? random.pick(['feared', 'analysts had feared', 'the market had feared'])
    : random.pick(['hoped', 'analysts had hoped', 'promised', 'the market had hoped for']);
  return random.pick([
    () => `${name} ${random.pick(isGood ? enjoying : facing)} ${noun}`,
    () => `${name} ${said(verb, random)}${random.isLucky(0.3) ? ` in ${fillSlot(random.isLucky(0.5) ? 'period' : 'place', random)}` : ''}`,
    () =>
      `${fillSlot('owner', random)} ${random.pick(['shares', 'stock', 'sales', 'business', 'unit', 'brand', 'stores'])} ${saidOfMany(verb, random)}`,
    () => `${adjective} ${about} ${random.pick(['at', 'for', 'from', 'of'])} ${name}`,
    () =>
      `${name} ${random.pick(['reports', 'posts', 'had', 'has', 'sees', 'expects', 'delivers', 'unveils', 'gives', 'publishes', 'reported', 'recorded'])} ${random.isLucky(0.5) ? 'a ' : ''}${adjective} ${about}`,
    () => `${name}'s ${about} ${random.pick(['was', 'were', 'is', 'are', 'remains', 'looks', 'proved', 'turned out'])} ${adjective}`,
    () =>
      `The ${about} ${random.pick(['was', 'were', 'is', 'are', 'remains', 'looks', 'has been'])} ${adjective} , ${random.pick(['the company said', 'says ' + name, 'CEO says', 'the management notes', 'analysts say'])}`,
    () =>
      `${name} ${random.pick([ender.present, ender.past, `has ${ender.participle}`, `manages to ${ender.plain}`, `set to ${ender.plain}`])} ${opposite}`,
    () =>
      isGood
        ? `${random.pick(['No', 'No more', 'No sign of', 'No longer', 'Free of', 'Without', 'Not hurt by', 'Immune to', 'Untouched by'])} ${bare} at ${name}`
        : `${random.pick(['No', 'No sign of', 'Lack of', 'Still without', 'Little', 'Not enough', 'No prospect of', 'Hopes fade for'])} ${bare} at ${name}`,
    () =>
      `${name}'s ${about} ${isGood ? random.pick(['not as bad as', 'less bad than', 'better than', 'above what was']) : random.pick(['not as good as', 'less good than', 'worse than', 'below what was'])} ${feared}`,
    () =>
      `The new ${fillSlot('product', random)} ${random.pick(isGood ? ['sell', 'perform', 'work', 'do'] : ['sell', 'perform', 'fare', 'do'])} ${random.pick(isGood ? goodAdverbs : badAdverbs)}`,
    () => `${noun} ${random.pick(['at', 'for'])} ${name}`.replace(/^an? /, ''),
    () =>
      `${name} : ${adjective} ${about} , ${random.pick(['shares', 'stock'])} ${random.pick(isGood ? ['up', 'higher', 'rise', 'gain'] : ['down', 'lower', 'fall', 'sink'])} ${percentOf(random, 1 + random.next() * 20)}`,
    () =>
      `${random.pick(isGood ? ['Fears of', 'Worries about', 'Danger of', 'Threat of'] : ['Hopes of', 'Chances of', 'Prospects of', 'Dreams of'])} ${bare} ${random.pick(['fade', 'recede', 'ease', 'evaporate', 'are fading', 'vanish'])} at ${name}`,
    () =>
      `${random.pick(isGood ? ['Hopes of', 'Chances of', 'Prospects of'] : ['Fears of', 'Worries about', 'Danger of', 'Threat of'])} ${noun.replace(/^an? /, '')} ${random.pick(['grow', 'rise', 'mount', 'increase', 'return'])} at ${name}`,
  ])();
}

/** A sentence whose words would mean something if they were news, but are names, questions or descriptions. */
export function hollow(random: Random): string {
  const noun = random.pick(random.isLucky(0.5) ? goodNouns : badNouns).replace(/^an? /, '');
  const name = nameOf(random);
  return random.pick([
    () => `How ${name} ${random.pick(['measures', 'defines', 'reports', 'handles', 'accounts for'])} ${noun}`,
    () => `${name} publishes ${random.pick(['guide', 'paper', 'policy', 'study', 'book', 'glossary'])} on ${noun}`,
    () =>
      `${name} ${random.pick(['sells software that tracks', 'advises clients on', 'insures against', 'provides data on', 'trains staff to handle', 'hosts seminar on', 'holds webinar about', 'conducts survey on'])} ${noun}`,
    () => `What is ${noun} and how does it work ?`,
    () => `${name} to discuss ${noun} at ${random.pick(['conference', 'annual meeting', 'hearing', 'investor day'])}`,
    () =>
      `The ${noun} ${random.pick(['committee', 'clause', 'policy', 'section of the report', 'fund', 'department'])} of ${name} ${random.pick(['meets', 'was renamed', 'is described', 'consists of three members', 'is headed by'])} ${fillSlot('person', random)}`,
    () => `${name} ${random.pick(['neither confirms nor denies', 'declines to comment on', 'asked about', 'has no comment on'])} ${noun}`,
  ])();
}

function said(verb: string, random: Random): string {
  if (verb.startsWith('be ')) return random.pick(['is', 'was', 'has been', 'will be', 'could be']) + verb.slice(2);
  const forms = formsOf(verb);
  return random.pick([
    forms.present,
    forms.past,
    forms.past,
    `is ${forms.progressive}`,
    `has ${forms.participle}`,
    `set to ${forms.plain}`,
    `will ${forms.plain}`,
    `may ${forms.plain}`,
  ]);
}

function saidOfMany(verb: string, random: Random): string {
  if (verb.startsWith('be ')) return random.pick(['are', 'were', 'have been']) + verb.slice(2);
  const forms = formsOf(verb);
  return random.pick([forms.plain, forms.past, `are ${forms.progressive}`, `have ${forms.participle}`]);
}
