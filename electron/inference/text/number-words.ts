/** Factors of the words that follow a number, in lower case. */
export const scales: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['thousand', 1e3],
  ['lakh', 1e5],
  ['lakhs', 1e5],
  ['m', 1e6],
  ['mn', 1e6],
  ['mln', 1e6],
  ['mm', 1e6],
  ['mio', 1e6],
  ['million', 1e6],
  ['millions', 1e6],
  ['crore', 1e7],
  ['crores', 1e7],
  ['cr', 1e7],
  ['b', 1e9],
  ['bn', 1e9],
  ['bln', 1e9],
  ['billion', 1e9],
  ['billions', 1e9],
  ['tn', 1e12],
  ['trn', 1e12],
  ['trillion', 1e12],
]);

/** Currency codes and names, in lower case; symbols are turned into codes before. */
export const currencies: ReadonlySet<string> = new Set(
  (
    'usd eur gbp jpy inr chf sek nok dkk isk eek lvl ltl pln czk huf rub rur uah ron try cad aud nzd hkd sgd cny rmb krw twd thb idr myr php zar ' +
    'brl mxn ils sar aed rs euro euros dollar dollars yen yuan rupee rupees pound pounds krona kronor krone kroner franc francs rouble roubles ruble rubles ' +
    'zloty cent cents pence won'
  ).split(' '),
);

/** What makes the number before it a share of something; `bps` and points included. */
export const percentWords: ReadonlySet<string> = new Set(['%', 'percent', 'pct', 'pc', 'percentage', 'bps', 'bp', 'pp']);
