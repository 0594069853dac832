import type { Random } from '../random.ts';

const split = (text: string): readonly string[] => text.split('|');

const starts = split(
  'Ka|Vel|Nor|Ber|Tol|Mar|Ost|Lin|Hal|Bri|San|Pel|Qua|Zen|Tri|Alt|Cor|Dra|Fen|Gal|Hel|Ing|Jor|Kes|Lum|Mon|Nev|Orl|Pra|Ros|Sil|Tan|Ulm|Ver|Wes|Xan|Yar|Zub|Ash|Bel',
);
const middles = split('|ri|ta|no|le|va|mi|do|ka|so|be|lu|ra|ne|to');
const ends = split('n|th|lla|ra|nen|mar|dyne|ford|son|tec|vik|lo|rex|max|stad|tron|via|nix|berg|well|dale|kin|sto|gen|cor|us|ia|ora');
const tails = split(
  '|||||| Oyj| Plc| Inc| Inc.| Corp| Corp.| Group| Ltd| AG| SA| AB| ASA| Bank| Foods| Energy| Pharma| Steel| Motors| Systems| Airlines| Holdings| Technologies| Capital| Retail| Software| Paper| Mining| Oil| Insurance| Biotech| Industries| Networks',
);
const known = split(
  'Apple|Amazon|Tesla|Nokia|Boeing|Ford|GE|IBM|Intel|Netflix|Disney|Nike|Shell|BP|HSBC|Barclays|Tesco|Sainsbury|Unilever|GSK|AstraZeneca|Vodafone|Volkswagen|BMW|Siemens|Deutsche Bank|UBS|Nestle|Roche|Ericsson|Volvo|Stora Enso|UPM|' +
    "Metso|Wartsila|Kone|Fortum|Outokumpu|Finnair|Elisa|Sampo|Toyota|Sony|Samsung|Alibaba|Tencent|Infosys|TCS|Reliance|HDFC Bank|ICICI|Tata Motors|Wipro|Airtel|Maruti|SBI|Glencore|Rio Tinto|BHP|Ryanair|EasyJet|Morrisons|Marks & Spencer|Kraft Heinz|Uber|Facebook|Microsoft|Walmart|Target|Macy's|Pfizer|Merck",
);
const people = split(
  'John Harlan|Anna Virtanen|Mr Berg|Ms Lindqvist|Peter Novak|Maria Costa|David Chen|Ulla Nieminen|Mr Kowalski|Sarah Jones|Raj Mehta|Lars Holm',
);
const brokers = split(
  'Goldman|Goldman Sachs|JPMorgan|Morgan Stanley|Citi|Barclays|UBS|Credit Suisse|Jefferies|Stifel|Piper Jaffray|Bernstein|Cowen|BMO|RBC|Deutsche Bank|HSBC|Evercore|Wedbush|KeyBanc|Nordea|BTIG|Raymond James|Nomura|CLSA|Macquarie|Berenberg|Oppenheimer|Baird|Handelsbanken|analysts|analyst',
);
const places = split(
  'Finland|Sweden|Germany|China|India|the US|Russia|Estonia|Brazil|Poland|Asia|Europe|Helsinki|London|the UK|Norway|Mexico|Africa|North America|Latin America|Texas|Shanghai|Mumbai|Tampere|Stockholm|Riga|Japan|Turkey|the Baltic states|Paris|Ohio|Singapore',
);
const products = split(
  'paper machines|elevators|cranes|software|steel pipes|mobile phones|network equipment|electric cars|trucks|batteries|insulin|generic drugs|diagnostic tests|cloud services|biofuel|packaging|tissue paper|timber|furniture|beer|soft drinks|bread|cheese|shoes|clothes|' +
    'insurance|mortgages|credit cards|payment terminals|games|streaming services|wind turbines|solar panels|power plants|engines|ships|ferries|cruises|hotel rooms|flights|tyres|chips|memory chips|servers|laptops|smartphones|medical devices|hearing aids|fertiliser|copper|nickel|gold|' +
    'cement|concrete|roof tiles|office space|apartments|fibre networks|broadband|advertising|newspapers|magazines|consulting|staffing|logistics services|rail wagons|locomotives|fuel cells|sensors|lasers|valves|pumps|boilers|automation systems|security software|loans|crypto|cannabis|burgers|coffee|chocolate|meat|fish|cosmetics|toys',
);
const customers = split(
  'a German customer|the army|a Chinese utility|the city of Turku|a European bank|Statoil|the government|a major retailer|an airline|Rosneft|Vodafone|Volvo|Wal-Mart|the Pentagon|a leading operator|the state railway|Petrobras|a Russian steelmaker|NASA|Telia|a hospital group|the ministry of defence|Siemens|Ikea|a US carmaker',
);
const scandals = split(
  'fraud|accounting fraud|bribery|money laundering|misleading investors|price fixing|insider trading|data breach|emissions cheating|tax evasion|patent infringement|unsafe products|discrimination|toxic waste|false advertising|market manipulation|overbilling|embezzlement|kickbacks|sanctions violations|accounting irregularities',
);
const periods = split(
  'the first quarter|the second quarter|the third quarter|the fourth quarter|Q1|Q2|Q3|Q4|January-March|January-September|the first half|the second half|2008|2010|2019|the period|fiscal 2020|the first nine months|the quarter|October-December|April-June|H1|the year',
);
const months = split('January|February|March|April|May|June|July|August|September|October|November|December');

const fixed: Readonly<Record<string, readonly string[]>> = {
  person: people,
  broker: brokers,
  place: places,
  product: products,
  customer: customers,
  scandal: scandals,
  period: periods,
  month: months,
};

/** A company's name: usually an invented one, which a reader can know nothing about. */
export function nameOf(random: Random): string {
  if (random.isLucky(0.15)) return random.pick(known);
  if (random.isLucky(0.08)) return `$${tickerOf(random)}`;
  if (random.isLucky(0.04))
    return random.pick(['the company', 'the group', 'the bank', 'the retailer', 'the airline', 'the Finnish company']);
  const name = random.pick(starts) + random.pick(middles) + random.pick(ends);
  return name + random.pick(tails);
}

/** Fills a slot of a template. @throws Error when there is no such slot. */
export function fillSlot(slot: string, random: Random): string {
  switch (slot) {
    case 'name':
      return nameOf(random);
    case 'owner':
      return random.isLucky(0.3) ? random.pick(['its', "the company's", "the group's"]) : `${nameOf(random)}'s`;
    case 'ticker':
      return `$${tickerOf(random)}`;
    case 'money':
      return moneyOf(random.next() * 900 + 0.5, moneyStyleOf(random));
    case 'pct':
      return percentOf(random, random.next() * 40 + 0.3);
    case 'count':
      return countOf(random);
    case 'year':
      return String(1990 + random.below(33));
    case 'date':
      return random.pick([
        `${random.below(28) + 1} ${random.pick(months)}`,
        `${random.pick(months)} ${random.below(28) + 1}`,
        random.pick(split('Thursday|Friday|Monday|1 August 2008|6-Feb-20')),
        `${random.pick(months)} ${2005 + random.below(16)}`,
      ]);
    case 'time':
      return random.pick(['10.30 a.m.', '2 p.m.', '9:00', '1:30pm GMT', 'noon', '3 p.m. Finnish time']);
    default: {
      const choices = fixed[slot];
      if (choices === undefined) throw new Error(`Expected a slot of the grammar, but found "{${slot}}".`);
      return random.pick(choices);
    }
  }
}

function tickerOf(random: Random): string {
  return Array.from({ length: 3 + random.below(2) }, () => 'ABCDEFGHIKLMNOPRSTUVXYZ'[random.below(23)]).join('');
}

export function countOf(random: Random): string {
  const value = random.pick([random.below(90) + 2, random.below(900) + 100, random.below(40) * 100 + 1000, random.below(500_000)]);
  return value > 999 ? value.toLocaleString('en-US') : String(value);
}

export function percentOf(random: Random, value: number): string {
  const digits = random.isLucky(0.4) ? String(Math.max(1, Math.round(value))) : value.toFixed(1);
  return digits + random.pick(['%', '%', '%', ' %', ' percent', ' per cent', ' pct', 'pc']);
}

/** How amounts of one sentence are written. */
export interface MoneyStyle {
  readonly before: string;
  readonly after: string;
  readonly digits: number;
}

export function moneyStyleOf(random: Random): MoneyStyle {
  const [before, after] = random.pick([
    ['EUR ', ' mn'],
    ['EUR ', ' mn'],
    ['EUR', 'm'],
    ['EUR ', ' million'],
    ['', ' million euros'],
    ['', ' mln euro'],
    ['$', ' million'],
    ['$', ' mln'],
    ['$', 'm'],
    ['$', ' billion'],
    ['$', 'bn'],
    ['£', 'm'],
    ['£', ' million'],
    ['SEK ', ' million'],
    ['Rs ', ' crore'],
    ['USD ', 'm'],
    ['€', 'm'],
    ['', ' billion yen'],
    ['$', ''],
    ['', ' cents'],
    ['EUR ', ''],
    ['NOK ', ' bn'],
    ['', ' mln euros'],
    ['', ' billion dollars'],
    ['$', 'B'],
    ['$', 'M'],
  ] as const);
  return { before, after, digits: random.below(3) };
}

export function moneyOf(value: number, { before, after, digits }: MoneyStyle): string {
  return `${before}${value < 1 ? value.toFixed(2) : value.toFixed(digits)}${after}`;
}

const invented: ReadonlySet<string> = new Set(
  starts.flatMap((start) => middles.flatMap((middle) => ends.map((end) => (start + middle + end).toLowerCase()))),
);

/** Whether a lower-case word is a name that the grammar made up. */
export function isInventedName(word: string): boolean {
  return invented.has(word);
}
