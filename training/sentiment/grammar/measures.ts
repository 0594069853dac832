/** What companies and economies report, by whether more of it pleases an investor. Each entry is a noun phrase; `|` separates entries. */
const split = (text: string): readonly string[] => text.split('|').map((entry) => entry.trim());

/** Singular measures of which more is better. */
export const goodMeasures = split(
  'net profit|operating profit|pretax profit|profit|quarterly profit|annual profit|first-half profit|gross profit|pre-tax profit|profit before tax|profit after tax|underlying profit|' +
    'adjusted profit|profit for the period|net income|operating income|income|core earnings|net interest income|net sales|revenue|turnover|group revenue|total revenue|organic revenue|' +
    'same-store revenue|ad revenue|advertising revenue|service revenue|top line|bottom line|ebitda|ebit|operating result|result before taxes|operating margin|gross margin|profit margin|' +
    'profitability|cash flow|free cash flow|operating cash flow|cash generation|order book|order intake|order backlog|backlog|demand|consumer demand|customer demand|output|production|' +
    'oil production|capacity utilisation|utilization|occupancy|market share|traffic|footfall|passenger traffic|passenger volume|load factor|subscriber base|customer base|user growth|' +
    'subscriber growth|sales growth|revenue growth|profit growth|earnings growth|productivity|efficiency|return on equity|return on capital|solvency|equity ratio|capital ratio|book value|net asset value|' +
    'dividend|quarterly dividend|payout|interim dividend|final dividend|outlook|guidance|full-year forecast|profit forecast|earnings forecast|sales forecast|growth forecast|sales target|' +
    'profit target|profit guidance|revenue outlook|credit rating|share price|stock price|stock|valuation|market value|market cap|fair value|price target|target price|consumer confidence|business confidence|' +
    'investor confidence|consumer sentiment|economic growth|gdp|gdp growth|industrial production|factory output|retail spending|consumer spending|construction activity|hiring|employment|' +
    'trade surplus|tax base|crop yield|harvest|pricing power|visibility|liquidity|cash position|assets under management|net inflow|premium income|gross premium|loan growth|lending|net interest margin|' +
    'rental income|rent|average selling price|average revenue per user|earnings per share|eps|diluted eps|adjusted eps|income per share|comparable sales growth|interest coverage|like-for-like growth|customer satisfaction|service quality',
);

/** Plural measures of which more is better. */
export const goodPlurals = split(
  'profits|earnings|sales|net sales|revenues|total revenues|orders|new orders|bookings|deliveries|shipments|exports|margins|profit margins|same-store sales|comparable sales|like-for-like sales|' +
    'retail sales|car sales|vehicle sales|home sales|online sales|unit sales|export sales|domestic sales|volumes|sales volumes|passenger numbers|visitor numbers|subscribers|users|customers|' +
    'active users|signups|downloads|registrations|advertising sales|ticket sales|fees|commissions|deposits|inflows|net inflows|reserves|oil reserves|proved reserves|shares|the shares|stocks|equities|tech stocks|bank stocks|' +
    'share prices|stock prices|prospects|growth prospects|estimates|profit estimates|earnings estimates|forecasts|returns|yields per hectare|cash reserves|savings|synergies|recoveries|collections|dividends|royalties|' +
    'royalty payments|wages|payrolls|nonfarm payrolls|housing starts|building permits|factory orders|machine orders|durable goods orders|semiconductor sales|smartphone sales|iphone sales|cloud sales|licence sales|service sales|approval ratings',
);

/** Singular measures of which less is better. */
export const badMeasures = split(
  'net loss|operating loss|loss|quarterly loss|annual loss|pretax loss|loss per share|loss for the period|loss before taxes|trading loss|first-half loss|underlying loss|deficit|budget deficit|trade deficit|debt|net debt|' +
    'gross debt|debt burden|debt load|indebtedness|gearing|leverage|debt ratio|interest expense|interest burden|cost base|cost of sales|cost of capital|unit cost|cost per unit|fuel bill|wage bill|tax bill|energy bill|' +
    'tax burden|tax rate|unemployment|jobless rate|unemployment rate|inflation|consumer inflation|default rate|delinquency rate|vacancy rate|churn|customer churn|attrition|staff turnover|cash burn|overcapacity|inventory glut|' +
    'excess inventory|stock of unsold homes|shortfall|pension deficit|bad debt|bad-loan ratio|non-performing loan ratio|npl ratio|loan loss provision|impairment charge|short interest|accident rate|injury rate|defect rate|return rate|' +
    'scrap rate|downtime|dilution|regulatory pressure|price pressure|competition|price competition|uncertainty|volatility|risk|credit risk|default risk|pressure on margins|spread on its bonds|risk premium|combined ratio|' +
    'cost-to-income ratio|emission penalty|litigation cost|restructuring charge|waiting time|delay|backlog of complaints|chip shortage|labour shortage',
);

/** Plural measures of which less is better. */
export const badPlurals = split(
  'losses|net losses|operating losses|credit losses|loan losses|costs|operating costs|expenses|operating expenses|production costs|raw material costs|labour costs|labor costs|wage costs|fuel costs|energy costs|material costs|' +
    'financing costs|funding costs|borrowing costs|personnel expenses|freight costs|input costs|overheads|administrative expenses|finance costs|interest payments|liabilities|debts|bad debts|bad loans|non-performing loans|' +
    'soured loans|overdue loans|arrears|defaults|delinquencies|provisions|loan-loss provisions|write-downs|writedowns|write-offs|impairments|impairment charges|charges|one-off charges|restructuring costs|legal costs|penalties|' +
    'fines|claims|insurance claims|warranty claims|complaints|customer complaints|cancellations|order cancellations|product returns|outages|delays|breakdowns|accidents|layoffs|job cuts|jobless claims|unemployment claims|' +
    'bankruptcies|insolvencies|foreclosures|evictions|thefts|fraud cases|redemptions|outflows|net outflows|withdrawals|unsold inventories|inventories of unsold goods|tariffs|import duties|taxes|capital requirements|risks|concerns|' +
    'worries|fears|recession fears|tensions|trade tensions|doubts|headwinds|problems|shortages|supply problems|bottlenecks|disruptions|vacancies in its offices|short positions|bad debt charges|supplier failures',
);
