import { describe, expect, it } from 'vitest';
import { isSameStory, likeness } from '../../../../electron/engine/news/same-story.ts';
import { storyPrint } from '../../../../electron/engine/news/story-print.ts';

type Pair = readonly [one: string, other: string];

const same: readonly Pair[] = [
  ['Apple raises full-year outlook', 'Apple raises full-year outlook'],
  ['Apple raises full-year outlook', 'APPLE RAISES FULL-YEAR OUTLOOK'],
  ['Apple raises full-year outlook', 'Apple Raises Full-Year Outlook - Reuters'],
  ['Apple raises full-year outlook', 'UPDATE 1-Apple raises full-year outlook'],
  ['Apple raises full-year outlook', 'UPDATE 12-Apple raises full-year outlook'],
  ['Apple raises full-year outlook', 'EXCLUSIVE: Apple raises full-year outlook | Harbour Post'],
  ['Apple raises full-year outlook', 'BREAKING - Apple lifts full-year outlook'],
  ['Apple raises full-year outlook', 'Apple raised its full-year outlook'],
  ['Apple raises full-year outlook', 'Full-year outlook raised by Apple'],
  ['Apple raises full-year outlook', 'Apple says it raises full-year outlook, sources say'],
  ['Norvik Mining profit jumps 12 % on copper', 'Norvik Mining profit surges 12% on copper'],
  ['Norvik Mining profit jumps 12 % on copper', 'On copper, Norvik Mining profit rises 12 percent'],
  ['Norvik Mining profit jumps 12 % on copper', 'Norvik Mining profit jumps on copper'],
  ['Norvik wins $3bn contract for nickel', 'Norvik wins 3 billion contract for nickel'],
  ['Norvik wins $3bn contract for nickel', 'Norvik won USD 3.0 bn contract for nickel'],
  ['Tesla recalls 1,200,000 cars over software', 'Tesla recalls 1200000 cars over software'],
  ['Tesla recalls five models over software', 'Tesla recalls 5 models over software'],
  ['Profit rose to EUR 13.1 mn from 8.7 mn at Norvik', 'Norvik profit rose from 8.7 mn to EUR 13.1 million'],
  ['Analysts downgrade Halden Exchange, citing slowing growth', 'Analysts downgraded Halden Exchange citing slowing growth'],
  ['Board of Fjord Airways to meet on Thursday', 'Fjord Airways board to meet'],
  ['Apple raises full-year outlook - Reuters', 'Apple raises full-year outlook - Bloomberg'],
  ['UPDATE 1-Apple raises full-year outlook', 'UPDATE 2-Apple raises full-year outlook'],
  ['Nestlé recalls pizza in France', 'Nestle recalls pizza in France'],
  ['Moody’s downgrades Italy to junk', "Moody's downgrades Italy to junk (Reuters)"],
  [
    'Tesla to open factory in Mexico next year as demand for cheaper cars grows',
    'Tesla to open plant in Mexico next year as demand for cheaper cars grows',
  ],
  ['トヨタ増益', 'トヨタ増益'],
];

const different: readonly Pair[] = [
  ['Apple raises full-year outlook', 'Apple cuts full-year outlook'],
  ['Apple shares up after results in Europe', 'Apple shares down after results in Europe'],
  ['Apple beats estimates for iPhone sales', 'Apple misses estimates for iPhone sales'],
  ['Analysts upgrade Apple to buy on strong demand', 'Analysts downgrade Apple to buy on strong demand'],
  ['Norvik swings to profit in second quarter', 'Norvik swings to loss in second quarter'],
  ['Regulator approves Norvik takeover of rival', 'Regulator blocks Norvik takeover of rival'],
  ['Norvik profit jumps 12 % on copper', 'Norvik profit jumps 21 % on copper'],
  ['Norvik wins $3bn contract for nickel', 'Norvik wins $3m contract for nickel'],
  ['Norvik raises stake to 5 % in rival', 'Norvik raises stake to 5 million in rival'],
  ['Profit rose to 13.1 mn from 8.7 mn at Norvik', 'Profit rose to 8.7 mn from 13.1 mn at Norvik'],
  ['Apple up 5 %, Tesla up 3 % in early trading', 'Apple up 3 %, Tesla up 5 % in early trading'],
  ['Apple up, Tesla down in early trading', 'Apple down, Tesla up in early trading'],
  ['Apple publishes results for Q1', 'Apple publishes results for Q2'],
  ['Norvik third quarter sales in line with estimates', 'Norvik second quarter sales in line with estimates'],
  ['Norvik June sales in line with estimates', 'Norvik July sales in line with estimates'],
  ['Board of Fjord Airways to meet on Thursday in Oslo', 'Board of Fjord Airways to meet on Friday in Oslo'],
  [
    'NORVIK JUNE COPPER SALES IN LINE WITH ESTIMATES FOR ALL ITS MINES IN CHILE, PERU AND MEXICO',
    'NORVIK JULY COPPER SALES IN LINE WITH ESTIMATES FOR ALL ITS MINES IN CHILE, PERU AND MEXICO',
  ],
  ['Quantel cuts full-year outlook on weak software orders', 'Quantel cuts full-year outlook on weak chip orders'],
  [
    'Regulator clears Halden Exchange of wrongdoing in clearing inquiry',
    'Regulator clears Halden Exchange of wrongdoing in listing inquiry',
  ],
  ['Boeing 737 deliveries delayed by supplier again', 'Boeing 787 deliveries delayed by supplier again'],
  ['Apple will pay dividend next year', 'Apple will not pay dividend next year'],
  ["Norvik doesn't plan merger with rival miner", 'Norvik plans merger with rival miner'],
  ['Orbit Labs names new head of cloud', 'Orbit Labs names new head of sales'],
  [
    'Goldman Sachs upgrades Apple to buy on strong iPhone demand in China this autumn',
    'Morgan Stanley upgrades Apple to buy on strong iPhone demand in China this autumn',
  ],
  [
    'Citi upgrades Apple to buy on strong iPhone demand in China this autumn',
    'Barclays upgrades Apple to buy on strong iPhone demand in China this autumn',
  ],
  ['Orbit buys Quantel', 'Quantel buys Orbit'],
  ['Apple to present at autumn conference', 'Apple sued over battery patents'],
  ['Apple hires', 'Apple hires hundreds of engineers for secret car project in Munich office'],
  ['', ''],
  ['!!!', '!!!'],
  ['the of and', 'the of and'],
];

describe('isSameStory', () => {
  it.each(same)('knows a story told again: %s / %s', (one, other) => {
    expect(isSameStory(storyPrint(one), storyPrint(other))).toBe(true);
    expect(isSameStory(storyPrint(other), storyPrint(one))).toBe(true);
  });

  it.each(different)('keeps two stories apart: %s / %s', (one, other) => {
    expect(isSameStory(storyPrint(one), storyPrint(other))).toBe(false);
    expect(isSameStory(storyPrint(other), storyPrint(one))).toBe(false);
  });
});

describe('likeness', () => {
  it('is the weight in common over the weight of both', () => {
    // Words copper, nickel, zinc and two pairs weigh 4; copper, nickel and their pair 2.5.
    expect(likeness(storyPrint('copper nickel zinc'), storyPrint('nickel copper'))).toBe(2.5 / 4);
    expect(likeness(storyPrint('copper'), storyPrint('zinc'))).toBe(0);
    expect(likeness(storyPrint(''), storyPrint(''))).toBe(0);
  });
});
