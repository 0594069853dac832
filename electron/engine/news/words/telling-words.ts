/** Words that carry no story: grammar, and the manner of reporting. Folded, before stemming. */
export const emptyWords: ReadonlySet<string> = new Set(
  (
    'a an the of in on over under at to for by with from as and or but that this its his her their it is are was were be been has have had will would may might could ' +
    'after amid into than then also about s t says said say saying sees told tells reports reported reporting reportedly report source sources update ' +
    'updates exclusive breaking brief correction corrected refile analysis factbox newsmaker announces announced announcing announcement statement today ' +
    'inc corp ltd plc co llc ag sa nv company according'
  ).split(' '),
);

/** Names of months and days: two stories that name different ones are two stories. `may` and `march` are also verbs, and left out. */
export const calendarWords: ReadonlySet<string> = new Set(
  (
    'january february april june july august september october november december monday tuesday wednesday thursday friday saturday sunday ' +
    'first second third fourth fifth quarter half'
  ).split(' '),
);

/** Numbers that headlines write in letters. */
export const numberWords: ReadonlyMap<string, string> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'.split(' ').map((word, value) => [word, String(value)]),
);

/** Units behind a number, by the letter that stands for them here. */
export const unitWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '%': 'percent pct pc',
    k: 'k thousand',
    m: 'm mn mln mm million millions',
    b: 'b bn bln billion billions',
    t: 't tn trn trillion trillions',
    bp: 'bp bps',
  }).flatMap(([unit, words]) => words.split(' ').map((word): [string, string] => [word, unit])),
);

/** Flags that agencies put before a story: “UPDATE 1-”, “BREAKING:”. */
export const flags =
  /^\s*(?:(?:update|refile|corrected|correction|wrapup|brief|exclusive|breaking|breakingviews|analysis|recast|rpt|reuters|just in|alert)(?:\s+\d{1,2})?\s?[-–—:|]+\s*)+/iu;
