/** Words that please or worry an investor, by their part of speech. `|` separates entries. */
const split = (text: string): readonly string[] => text.split('|').map((entry) => entry.trim());

/** Nouns, with their article where they need one. */
export const goodNouns = split(
  'a breakthrough|a windfall|a boost|a recovery|a rebound|a turnaround|a rally|a comeback|a success|a victory|a triumph|a milestone|a record|a bonanza|a boom|an upturn|an upgrade|an improvement|an upswing|a bumper year|a surplus|a premium|a reward|' +
    'a bargain|a bright spot|a competitive advantage|an edge|a lead|a head start|a stronghold|a lifeline|a rescue|a reprieve|relief|momentum|optimism|confidence|strength|resilience|stability|progress|success|prosperity|profitability|popularity|demand|' +
    'a favourable ruling|a settlement on good terms|a clean bill of health|tailwinds|gains|benefits|synergies|efficiency gains|cost savings|savings|upside|upside potential|growth|rapid growth|robust growth|solid returns|strong cash flow|healthy margins|' +
    'full order books|rising demand|pent-up demand|brisk trade|strong bookings|high occupancy|a winning streak|a full pipeline|loyal customers|a good reputation|praise|applause|acclaim|an award|approval|support|backing|a warm welcome|an oversubscribed offer|' +
    'a bidding war|a higher bid|a takeover premium|pricing power|a sell-out|a hit|a bestseller|a blockbuster|a gold mine|a stellar quarter|a profit jump|an earnings beat|a dividend increase|a tax refund|a tax cut|a subsidy|a debt cut|a cash pile|a payout',
);

export const badNouns = split(
  'a crisis|a setback|a blow|a slump|a downturn|a recession|a collapse|a crash|a scandal|a failure|a flop|a fiasco|a disaster|a debacle|a loss|a heavy loss|a shortfall|a deficit|a default|a downgrade|a warning|a profit warning|a lawsuit|a class action|' +
    'a probe|an investigation|an inquiry|a raid|a fine|a penalty|a ban|a boycott|a strike|a walkout|a recall|a fire|an explosion|an accident|a leak|a spill|an outage|a breakdown|a shutdown|a closure|a delay|a cancellation|a breach|a data breach|a hack|' +
    'a cyberattack|a fraud|a dispute|a conflict|a bottleneck|a shortage|a glut|a surplus of unsold goods|a slowdown|a squeeze|a slide|a sell-off|a rout|a plunge|a bubble|a price war|a trade war|a tax bill|a writedown|an impairment|a covenant breach|a liquidity crunch|' +
    'a cash crunch|a credit crunch|a rights issue|dilution|weakness|weak demand|falling demand|sluggish demand|slack demand|uncertainty|turmoil|chaos|trouble|distress|hardship|pressure|pressure from lenders|criticism|backlash|anger|protests|unrest|fears|worries|doubts|' +
    'concerns|headwinds|losses|mounting losses|job losses|layoffs|redundancies|dismissals|cutbacks|closures|insolvency|bankruptcy|liquidation|receivership|foreclosure|litigation|allegations|accusations|charges|bribery|corruption|misconduct|negligence|irregularities|' +
    'errors|flaws|faults|defects|quality problems|safety concerns|teething troubles|problems|difficulties|disruptions|supply problems|bad loans|arrears|write-offs|penalties|sanctions|tariffs|overcapacity|overproduction|oversupply|inflation|stagnation|erosion|decay|decline|' +
    'volatility|a bad harvest|bad weather|a mild winter|a drought|a flood|a storm|a virus outbreak|a pandemic|sabotage|theft|a rival offensive|fierce competition|cut-throat competition|customer defections|a brain drain|management exodus|an exodus of clients|a rift on the board|a debt mountain|a black hole in its accounts',
);

/** Verbs, said of a company or a market, plain form. */
export const goodVerbs = split(
  'thrive|prosper|flourish|succeed|excel|shine|boom|recover|rebound|rally|soar|surge|jump|leap|climb|gain|advance|rise|rocket|skyrocket|spike|pop|bounce|bounce back|revive|outperform|outpace|outshine|impress|dazzle|wow investors|delight investors|please the market|reassure investors|' +
    'cheer the market|win praise|win over investors|beat the odds|beat all forecasts|defy the gloom|defy sceptics|break records|set a record|smash estimates|crush estimates|blow past estimates|top expectations|surpass expectations|exceed targets|turn the corner|turn a profit|regain ground|regain trust|' +
    'strengthen its lead|widen its lead|gain an edge|gain traction|gather pace|gather steam|pick up speed|accelerate|expand|grow fast|grow strongly|go from strength to strength|reap rewards|bear fruit|pay off|sell out|sell like hot cakes|overcome its problems|weather the storm|ride out the crisis|survive|' +
    'stage a comeback|come out on top|take the lead|conquer new markets|break through|break out|break even|be back on track|be in rude health|be well placed|be in demand|be oversubscribed|be rewarded|be praised|be cleared|be acquitted|be rescued|hold up well|remain strong|remain robust|remain resilient|trade at a record|climb to a peak|hit new highs|march higher|power higher|inch higher|tick higher|extend its winning run|double in value|command a premium',
);

export const badVerbs = split(
  'suffer|struggle|stumble|falter|flounder|fail|flop|collapse|crash|crumble|slump|slide|sink|plunge|plummet|tumble|tank|dive|nosedive|crater|fall|drop|decline|slip|dip|retreat|weaken|deteriorate|worsen|wobble|stall|stagnate|languish|lag|underperform|disappoint|disappoint investors|' +
    'spook investors|scare investors|alarm the market|rattle the market|unnerve investors|shock the market|dash hopes|miss the mark|miss the boat|fall short|fall behind|lose ground|lose momentum|lose steam|lose its shine|lose its way|lose trust|lose patience|run out of cash|run out of steam|run aground|' +
    'burn cash|bleed money|haemorrhage cash|go bust|go under|go bankrupt|go into administration|go up in smoke|be in trouble|be in dire straits|be under fire|be under pressure|be on the ropes|be on the brink|be hit hard|be hurt|be sued|be fined|be raided|be punished|be banned|be suspended|be delisted|be accused|be overstretched|be hammered|be battered|be crushed|be dumped|be wiped out|' +
    'be written down|be shut down|be left behind|be out of favour|feel the pain|feel the heat|feel the squeeze|take a beating|take a hit|take a tumble|trade at a low|hit new lows|hit the skids|hit turbulence|hit trouble|reel|buckle|bow out|cave in|backfire|unravel|implode|fizzle out|fade|shrivel|wither|ail|sputter|dwindle|extend its losing run|halve in value|trade at a discount|scramble for cash|beg for a bailout|grind to a halt|face ruin|face delays|face collapse',
);

/** Adjectives before a noun. */
export const goodAdjectives = split(
  'strong|robust|solid|healthy|brisk|buoyant|bright|brilliant|excellent|outstanding|impressive|stellar|superb|remarkable|exceptional|favourable|favorable|positive|promising|encouraging|upbeat|optimistic|bullish|confident|attractive|lucrative|profitable|rewarding|record|record-breaking|' +
    'best-ever|unprecedented|booming|thriving|flourishing|prosperous|vibrant|dynamic|resilient|stable|sound|satisfactory|satisfying|good|very good|great|better|better-than-expected|stronger-than-expected|forecast-beating|improved|improving|rising|growing|soaring|surging|accelerating|successful|award-winning|leading|' +
    'market-leading|competitive|efficient|innovative|popular|sought-after|top-rated|winning|valuable|beneficial|constructive|reassuring|rosy|sunny|spectacular|sensational|stunning|blockbuster|blowout|bumper|handsome|hefty|generous|double-digit|sustained|steady|smooth|swift|rapid|undervalued|cheap|oversold|debt-free|cash-rich',
);

export const badAdjectives = split(
  'weak|poor|bad|dismal|disappointing|sluggish|slow|slack|soft|lacklustre|lackluster|anaemic|anemic|tepid|lukewarm|feeble|fragile|gloomy|bleak|grim|dark|dire|awful|terrible|horrible|disastrous|catastrophic|devastating|damaging|harmful|adverse|negative|unfavourable|unfavorable|' +
    'pessimistic|bearish|downbeat|cautious|worrying|alarming|troubling|disturbing|shocking|painful|costly|risky|uncertain|unstable|volatile|vulnerable|shaky|troubled|ailing|struggling|loss-making|unprofitable|indebted|debt-laden|heavily indebted|overleveraged|cash-strapped|insolvent|bankrupt|failed|failing|' +
    'faltering|flagging|declining|falling|shrinking|slumping|plunging|sliding|deteriorating|worsening|stagnant|worse|worse-than-expected|weaker-than-expected|slower-than-expected|lower-than-expected|subdued|muted|underwhelming|mediocre|unsatisfactory|inadequate|insufficient|inefficient|faulty|defective|flawed|' +
    'unsafe|illegal|fraudulent|misleading|deceptive|embattled|scandal-hit|beleaguered|disgraced|overpriced|overvalued|expensive|overbought|stretched|bloated|idle|unsold|overdue|delayed|difficult|tough|challenging|hard|harsh|severe|steep|record-low|lowest-ever|uncompetitive|obsolete|unpopular',
);

/** What adjectives are said of. */
export const described = split(
  'results|quarter|sales|earnings|year|outlook|forecast|demand|trading|figures|performance|start to the year|market|business|numbers|guidance|data|season|growth|update|orders|prospects|balance sheet|quarterly report|trading statement|holiday season|reception|response|auction|debut|market debut|profit|margins|finish to the year|order situation|economy|report|conditions|trend|development|third quarter|second half',
);

export const goodAdverbs = split(
  'successfully|profitably|strongly|favourably|impressively|efficiently|smoothly|on time|ahead of time|well|better than hoped|faster than planned|brilliantly|handsomely',
);
export const badAdverbs = split(
  'badly|poorly|unprofitably|disappointingly|unsuccessfully|sluggishly|late|at a loss|worse than feared|slower than planned|painfully|under duress|in disarray|below cost',
);

/** Verbs that do away with what follows, plain form: no more trouble, or no more luck. */
export const enders = split(
  'end|avoid|avert|escape|overcome|resolve|shake off|put an end to|leave behind|get rid of|prevent|dodge|fend off|recover from|emerge from|shrug off|brush off|beat back|defuse|ward off|stave off|survive|solve|settle|get over',
);
export const losers = split(
  'lose|squander|miss out on|forfeit|fail to achieve|fail to see|see no|lack|waste|give away|end its run of|halt|undo|wipe out|erase|jeopardise|threaten|endanger|call into question|put at risk|cut short|see an end to|say goodbye to|abandon hopes of|destroy|stall|derail|sap|undermine',
);
