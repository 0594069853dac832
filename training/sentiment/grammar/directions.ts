const split = (text: string): readonly string[] => text.split('|').map((entry) => entry.trim());

/** Verbs by which a measure itself goes up, plain form. */
export const riseVerbs = split(
  'rise|increase|grow|climb|jump|surge|soar|rocket|skyrocket|leap|gain|advance|improve|strengthen|expand|swell|accelerate|pick up|edge up|edge higher|tick up|inch up|inch higher|go up|move up|move higher|shoot up|spike|' +
    'double|triple|treble|quadruple|more than double|nearly double|balloon|mount|rebound|recover|bounce back|rally|firm|widen|build up|creep up|reach a record|hit a record high|hit a new high|climb to a record|multiply|' +
    'escalate|intensify|deepen|come in higher|turn upward|head higher|trend up|trend higher|heat up|pile up|post gains|extend its gains|notch gains|end higher|close higher|finish higher|power ahead|race ahead|snowball|top last year|exceed last year|outgrow the market',
);

/** Those of {@link riseVerbs} that only sound right for what pleases. */
export const improveVerbs = split(
  'improve|strengthen|recover|rebound|bounce back|brighten|rally|firm|pick up|get better|come back|revive|thrive|flourish|boom|beat expectations|exceed expectations|surpass expectations|top estimates|top forecasts|beat forecasts|beat estimates|' +
    'outperform|surprise on the upside|hit a record|hit an all-time high|reach a new peak|come in ahead of expectations|exceed the target|beat the market|shine|stabilise|return to growth|turn positive|gather momentum|gain momentum|impress',
);

/** Verbs by which a measure itself goes down, plain form. */
export const fallVerbs = split(
  'fall|decrease|decline|drop|dip|slip|slide|sink|plunge|plummet|tumble|slump|shrink|contract|dwindle|diminish|narrow|ease|edge down|edge lower|tick down|tick lower|inch down|inch lower|go down|move down|move lower|' +
    'halve|more than halve|nearly halve|crash|collapse|slow|slow down|come down|drop off|fall off|tail off|shrivel|taper off|subside|abate|recede|lessen|retreat|fade|cool|cool off|come in lower|trend down|trend lower|head lower|' +
    'fall back|drop back|fall by half|drop sharply|fall steeply|nosedive|nose-dive|evaporate|dry up|erode|hit a low|hit a record low|hit a five-year low|touch a low|sag|ebb|take a dive|come off|lose ground|give up gains|close lower|end lower|finish lower|wane',
);

/** Those of {@link fallVerbs} that only sound right for what pleases: things get worse. */
export const worsenVerbs = split(
  'worsen|deteriorate|weaken|suffer|falter|stumble|disappoint|miss expectations|miss estimates|miss forecasts|miss the target|fall short of expectations|fall short of estimates|come in below forecasts|lag expectations|trail estimates|underperform|' +
    'surprise on the downside|soften|darken|stagnate|stall|struggle|wobble|take a hit|come under pressure|feel the pinch|turn negative|lose momentum|buckle|crumble|crater|get worse|hit a wall|wither|languish|flounder|undershoot|sour|go into reverse',
);

/** Verbs by which a measure stays, plain form. */
export const stayVerbs = split(
  'remain unchanged|stay flat|be unchanged|be flat|hold steady|remain stable|stay the same|be in line with expectations|meet expectations|match forecasts|be as expected|remain at the level of last year|be little changed|stand still|stay put|be roughly flat|meet estimates|match estimates|come in as expected|be on a par with last year',
);

/** Verbs by which someone moves a measure up. */
export const lifters = split(
  'raise|lift|boost|increase|hike|bump up|push up|double|triple|improve|drive up|up|widen|expand|grow|step up|swell|add to|ramp up|bolster|crank up|inflate|send up|jack up|enlarge',
);

/** Verbs by which someone moves a measure down. */
export const lowerers = split(
  'cut|reduce|lower|trim|slash|pare|shrink|decrease|halve|bring down|scale back|push down|drag down|curb|narrow|squeeze|shave|slim down|axe|prune|lessen|pull down|hammer|dent|erode|weigh on|chip away at|take down|dial back|clip|crimp|rein in|contain|eat into|curtail',
);

/** Degree words before or after a direction. */
export const degrees = split(
  'sharply|slightly|strongly|modestly|significantly|markedly|considerably|clearly|steeply|substantially|a little|somewhat|dramatically|steadily|again|further|for a third month|for the first time in years|unexpectedly|more than expected|as expected|faster than expected|even further|noticeably|marginally|rapidly|to a two-year high|year-on-year|year on year|from a year earlier|on the year|on the previous quarter|in local currency|at comparable exchange rates|across all segments',
);

/** Short comparatives that stand for a move up or down: "sales up 5 %". */
export const upWords = split(
  'up|higher|sharply higher|well up|slightly up|up sharply|on the rise|above last year|ahead of last year|well above last year|at a record high|at record levels|at an all-time high|at a ten-year high|up for a third quarter',
);
export const downWords = split(
  'down|lower|sharply lower|well down|slightly down|down sharply|below last year|behind last year|well below last year|at a record low|at a two-year low|at their lowest in years|at a ten-year low|down for a third quarter',
);
