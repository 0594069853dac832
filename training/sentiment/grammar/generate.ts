import type { Example, Label } from '../data/example.ts';
import type { Random } from '../random.ts';
import { events } from './events.ts';
import { facts } from './facts.ts';
import { marketTalk } from './market-talk.ts';
import { type Clause, movement } from './movements.ts';
import { hollow, remark } from './remarks.ts';
import { fillSlot } from './slots.ts';

/** Writes labelled sentences: events, movements of measures, plain facts, and two of them joined. */
export function generate(count: number, random: Random): Example[] {
  return Array.from({ length: count }, () => {
    const label: Label = random.pick(['negative', 'negative', 'neutral', 'positive', 'positive']);
    const { text } = random.isLucky(0.22) ? joined(label, random) : clause(label, random);
    return { text: dressed(text, random), label, source: 'grammar' };
  });
}

/** A sentence of the wanted meaning. */
function clause(label: Label, random: Random): Clause {
  const kind = random.next();
  if (label === 'neutral') {
    if (kind < 0.2) return movement('neutral', random);
    if (kind < 0.28) return { text: hollow(random), label };
    return { text: expand(random.pick(kind < 0.45 ? marketTalk.neutral : facts), random), label };
  }
  if (kind < 0.4) return movement(label, random);
  if (kind < 0.6) return { text: remark(label, random), label };
  return { text: expand(random.pick(kind < 0.75 ? marketTalk[label] : events[label]), random), label };
}

const opposite = { positive: 'negative', negative: 'positive', neutral: 'neutral' } as const;

/** Two clauses whose joint meaning is that of one of them. */
function joined(label: Label, random: Random): Clause {
  const main = clause(label, random).text;
  if (label === 'neutral' || random.isLucky(0.4)) {
    const aside = lowered(expand(random.pick(facts), random));
    const text =
      label === 'neutral'
        ? random.pick([`${main} , ${aside}`, `${main} . ${aside}`, `${main} and ${aside}`])
        : random.pick([`${main} . ${aside}`, `${main} , ${aside}`, `${aside} . ${main}`]);
    return { text, label };
  }
  const other = movement(opposite[label], random).text;
  const same = lowered(movement(label, random).text);
  return {
    label,
    text: random.pick([
      `${main} despite ${reduced(other, random)}`,
      `Despite ${reduced(other, random)} , ${lowered(main)}`,
      `Although ${lowered(other)} , ${lowered(main)}`,
      `Even though ${lowered(other)} , ${lowered(main)}`,
      `${other} , but ${lowered(main)}`,
      `${other} ; however , ${lowered(main)}`,
      `While ${lowered(other)} , ${lowered(main)}`,
      `${main} , even as ${lowered(other)}`,
      `${main} , although ${lowered(other)}`,
      `${main} as ${same}`,
      `${main} and ${same}`,
      `${main} while ${same}`,
      `${main} after ${same}`,
      `${main} , ${same}`,
      `${main} . ${same}`,
    ]),
  };
}

/** What stands after "despite". */
function reduced(text: string, random: Random): string {
  return random.isLucky(0.4) ? `the fact that ${lowered(text)}` : lowered(text);
}

function lowered(text: string): string {
  return /^(?:The|A|Its|In|Both|During|At|Last|This|Demand|Why|No|Record|Strong|Weak)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

/** Fills alternatives and slots until none are left. */
export function expand(template: string, random: Random): string {
  let text = template;
  for (let round = 0; round < 12 && /[[{]/.test(text); round += 1) {
    text = text.replace(/\[([^[\]]*)\]/g, (_, alternatives: string) => random.pick(alternatives.split('|')));
    text = text.replace(/\{(\w+)\}/g, (_, slot: string) => fillSlot(slot, random));
  }
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ ([,.;:?])/g, '$1')
    .trim();
}

/** The surroundings a genre gives a sentence: a full stop, a link, a ticker, a source. */
function dressed(text: string, random: Random): string {
  const plain = text
    .replace(/ {2,}/g, ' ')
    .replace(/ ([,.;:?])/g, '$1')
    .trim();
  const kind = random.next();
  if (kind < 0.4) return `${plain}.`;
  if (kind < 0.48) return `${plain} https://t.co/abcdefg`;
  if (kind < 0.53) return `${fillSlot('ticker', random)} - ${plain}`;
  if (kind < 0.56)
    return `${plain}, ${random.pick(['company says', 'sources say', 'CEO says', 'according to a statement', 'report says', 'the company said', 'analyst says', 'it said on Friday', 'paper says', 'minister says'])}`;
  if (kind < 0.58) return `${plain} - ${random.pick(['WSJ', 'Bloomberg', 'Reuters', 'sources', 'CNBC', 'Yahoo Finance', 'report'])}`;
  return plain;
}
