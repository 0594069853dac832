const doubling =
  /^(?:cut|win|slip|drop|trim|top|step|dip|slam|pop|rip|plan|ban|scrap|begin|swap|sap|cap|strip|shed|set|hit|outstrip|shut|nab|bag|grab|jet|snap|zip|stop|ship|slim|pare)$/;

const irregular: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  rise: ['rose', 'risen'],
  fall: ['fell', 'fallen'],
  grow: ['grew', 'grown'],
  win: ['won', 'won'],
  beat: ['beat', 'beaten'],
  shrink: ['shrank', 'shrunk'],
  sink: ['sank', 'sunk'],
  slide: ['slid', 'slid'],
  lose: ['lost', 'lost'],
  cut: ['cut', 'cut'],
  hit: ['hit', 'hit'],
  leave: ['left', 'left'],
  take: ['took', 'taken'],
  make: ['made', 'made'],
  see: ['saw', 'seen'],
  shed: ['shed', 'shed'],
  put: ['put', 'put'],
  hold: ['held', 'held'],
  buy: ['bought', 'bought'],
  sell: ['sold', 'sold'],
  pay: ['paid', 'paid'],
  give: ['gave', 'given'],
  get: ['got', 'got'],
  go: ['went', 'gone'],
  come: ['came', 'come'],
  lead: ['led', 'led'],
  build: ['built', 'built'],
  spend: ['spent', 'spent'],
  keep: ['kept', 'kept'],
  begin: ['began', 'begun'],
  shut: ['shut', 'shut'],
  split: ['split', 'split'],
  set: ['set', 'set'],
  let: ['let', 'let'],
  swing: ['swung', 'swung'],
  find: ['found', 'found'],
  break: ['broke', 'broken'],
  spin: ['spun', 'spun'],
  withdraw: ['withdrew', 'withdrawn'],
  overtake: ['overtook', 'overtaken'],
  outgrow: ['outgrew', 'outgrown'],
};

/** A verb's forms; a phrase is inflected at its first word. */
export interface Forms {
  /** "rises" */
  readonly present: string;
  /** "rose" */
  readonly past: string;
  /** "risen" */
  readonly participle: string;
  /** "rising" */
  readonly progressive: string;
  /** "rise" */
  readonly plain: string;
}

/** Inflects an English verb, or a verb phrase such as "fall short of". */
export function formsOf(phrase: string): Forms {
  const [verb, ...others] = phrase.split(' ');
  const tail = others.length === 0 ? '' : ` ${others.join(' ')}`;
  const doubled = doubling.test(verb) ? verb + verb.slice(-1) : verb;
  const present = /(?:s|sh|ch|x|z|o)$/.test(verb) ? `${verb}es` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
  const regularPast = verb.endsWith('e') ? `${verb}d` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${doubled}ed`;
  const [past, participle] = irregular[verb] ?? [regularPast, regularPast];
  const progressive = `${verb.endsWith('e') && !verb.endsWith('ee') ? verb.slice(0, -1) : doubled}ing`;
  return { present: present + tail, past: past + tail, participle: participle + tail, progressive: progressive + tail, plain: phrase };
}
