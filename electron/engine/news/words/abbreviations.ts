/** Abbreviations of business, finance and politics that are also somebody's ticker: never read as one unless a form says it is. */
export const abbreviations: ReadonlySet<string> = new Set(
  (
    'ceo cfo coo cto cio cmo evp svp vp ipo spo spac gdp gnp cpi ppi pmi ism pce nfp etf etfs etn reit usa us uk eu uae un nato imf wto who oecd opec ' +
    'ecb fed fomc boe boj rba rbi snb pboc sec cftc fda ftc doj epa fcc irs cdc nhs fca esma finra faa ntsb dea cia fbi nsa gop nyse amex lse asx tsx ' +
    'otc adr gaap ifrs ebit eps roi roe roa roce capex opex ytd qoq yoy mom fy q1 q2 q3 q4 h1 h2 atm otm itm ath atl dca hodl fomo fud lol imo imho ' +
    'usd eur gbp jpy chf aud cad nzd cny cnh hkd inr krw brl mxn sek nok dkk rub try zar ai it hr pr tv pc vr ar ev evs suv api sdk saas iot llm gpu ' +
    'cpu ram ssd llc plc inc ltd corp ma m&a r&d esg nft nfts dao defi dex cex kyc aml ceos ipos est pst gmt utc am pm bn mn tn mln bln pct bps pts ' +
    'jan feb mar apr jun jul aug sep oct nov dec mon tue wed thu fri sat sun eod asap faq tba tbd rip diy dui hiv rsv mrna covid dna rna lng oil gas ' +
    'wti bmi gps wifi led usb pdf url www com tax'
  ).split(' '),
);
