const split = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Legal forms and fillers at the end of a company's name that headlines leave out. */
export const corporateSuffixes: ReadonlySet<string> = split(
  'inc incorporated corp corporation co company companies ltd limited plc llc lp llp ag se sa nv bv ab asa oyj oy as spa srl kgaa gmbh kg pjsc ao ' +
    'holding holdings group groupe gruppe com adr ads class a b c the and trust sab cv kk bhd tbk pt pty',
);

/** What follows the first word of a name when it names another company: “Apple Hospitality”, “Delta Electronics”. */
export const companyNouns: ReadonlySet<string> = split(
  'hospitality bank bancorp bancshares banking reit realty properties therapeutics pharmaceuticals pharma biosciences airlines airways mining resources ' +
    'minerals metals insurance electronics rentals steel foods brewing records oil gas energy petroleum chemical chemicals industries logistics shipping ' +
    'airport hotels resorts casino university hospital county beach valley city river farms dairy midstream savings apparel',
);

/** What stands beside a name when a company is meant. */
export const companySigns: ReadonlySet<string> = split(
  'shares share stock stocks inc corp corporation plc ltd company ceo cfo chief chairman earnings profit profits revenue revenues sales results guidance ' +
    'dividend outlook forecast buyback investors raises raised raise cuts beats misses reports reported posts posted says said announces announced sees ' +
    'expects names hires fires launches unveils recalls sues warns plans agrees acquires buys sells wins loses rises falls jumps slides surges plunges ' +
    'gains drops rallies tumbles stores employees workers layoffs',
);

/** Second halves of “Apple-supplier” and the like, which keep the company in sight. */
export const namingHalves: ReadonlySet<string> = split(
  'backed owned led supplier made linked branded maker run parent controlled funded designed listed',
);

/** Exchanges before a colon and a ticker: “NASDAQ: AAPL”. */
export const exchangeNames: ReadonlySet<string> = split(
  'nasdaq nasdaqgs nasdaqgm nasdaqcm nyse nysearca nyseamerican nysemkt amex arca bats cboe lse lon aim tsx tsxv tse cse neo asx nzx otc otcmkts otcqb otcqx ' +
    'otcpk hkex hkg sehk epa euronext ams ebr els etr fra xetra bit bme mce sto osl ose hel cph ice swx six vie wse bse nse sgx krx twse jse tase sse szse ' +
    'binance coinbase kraken sim csv',
);

/** What a ticker wears after a dot at one news agency: “AAPL.O”, “VOD.L”. */
export const dotSuffixes: ReadonlySet<string> = split(
  'o n k p oq l de f pa as mi mc sw s st ol he co to v ax hk t ss sz ks kq ns bo br ls vi wa pr bu is sa mx jo ta nz si tw us',
);

/** Two-letter codes of countries and boards after a ticker at another: “AAPL US”. `in` and `no` are words, and left out. */
export const boardCodes: ReadonlySet<string> = split(
  'us uw un uq ur ln gr gy fp na im sm sw vx ss fh dc cn ct au hk jp jt ks tt sp bb pl pw ab',
);
