/** When a company's name is also a word of the language. */
export interface OrdinaryName {
  /** `mostly`: with a capital it is the company. `seldom`: at the start of a headline, and in Title Case or in capitals, it needs a sign of a company beside it. */
  readonly isCompany: 'mostly' | 'seldom';
  /** Words that, standing right after, show that the word itself is meant. */
  readonly notBefore: ReadonlySet<string>;
  /** Words that, standing right before, show the same. */
  readonly notAfter: ReadonlySet<string>;
}

type Row = readonly [name: string, notBefore: string, notAfter: string];

const MOSTLY: readonly Row[] = [
  ['adobe', 'houses house bricks brick', ''],
  ['alphabet', 'soup letters letter', 'english greek phonetic cyrillic'],
  ['amazon', 'rainforest river basin forest deforestation fires jungle', 'brazilian'],
  [
    'apple',
    'growers grower orchard orchards juice pie cider harvest crop crops trees tree picking farmers',
    'big red green golden rotten bad candy custard',
  ],
  ['caterpillar', 'infestation outbreak', 'hungry'],
  ['delta', 'variant hedge hedging force region smelt works', 'niger mekong river nile mississippi'],
  ['ford', '', 'harrison gerald betty doug tom rob henry'],
  ['intel', 'report reports briefing agencies officials chief sharing', 'military us secret'],
  ['meta', 'analysis analyses data description tags', ''],
  ['oracle', 'of', 'delphic price'],
  ['orange', 'juice county growers crop crops revolution alert', 'agent'],
  ['puma', 'sighting', 'mountain'],
  ['ripple', 'effect effects', ''],
  ['shell', 'company companies shock shocked corporation corporations game script casings', 'nut egg oyster'],
  ['stellar', 'results earnings quarter performance year growth report numbers start returns', ''],
  ['tesla', 'coil', 'nikola'],
  ['uber', 'rich cool', ''],
  [
    'visa',
    'rules rule applications application program programme holders holder requirements restrictions ban bans fees free applicants waiver',
    'work student golden tourist travel h1b h exit entry',
  ],
];

const SELDOM: readonly Row[] = [
  ['avalanche', 'kills warning risk of', ''],
  ['block', 'trade trades deal chain grants', 'city voting'],
  ['chainlink', 'fence fences', ''],
  ['cosmos', '', ''],
  ['dash', 'for to', ''],
  ['discover', 'the how what why new', ''],
  ['gap', 'between in widens narrows up down year closes', 'gender wage pay trade funding wealth price deficit'],
  ['lumen', '', ''],
  ['maker', 'of', 'iphone chip car drug'],
  ['match', 'day made fixing point', 'football cricket'],
  ['near', 'the record term a', ''],
  ['optimism', 'over about on grows fades rises', ''],
  ['polygon', '', ''],
  ['progressive', 'democrats party tax caucus', ''],
  ['render', '', ''],
  ['sandbox', '', ''],
  ['snap', 'election elections up poll decision judgment back', ''],
  ['square', 'feet foot mile miles metres meters one', 'times trafalgar'],
  ['sprint', 'to', ''],
  ['target', 'price prices date dates rate range zone of for hit', 'price inflation climate emissions growth profit'],
  ['tron', '', ''],
  ['unity', 'government deal', 'national european'],
  ['vale', 'of', ''],
  ['zoom', 'in out call calls meeting lens', ''],
];

function read(rows: readonly Row[], isCompany: OrdinaryName['isCompany']): [string, OrdinaryName][] {
  return rows.map(([name, notBefore, notAfter]) => [
    name,
    { isCompany, notBefore: new Set(notBefore.split(' ')), notAfter: new Set(notAfter.split(' ')) },
  ]);
}

/** Names that link only with a capital, and not where the words beside them show another sense. By folded word. */
export const ordinaryNames: ReadonlyMap<string, OrdinaryName> = new Map([...read(MOSTLY, 'mostly'), ...read(SELDOM, 'seldom')]);
