import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { labelledSentences } from '../../electron/inference/measure/labelled-sentences.ts';
import { InferenceThread } from '../../electron/inference/thread/inference-thread.ts';
import { labelOfScore, wordListScorer } from '../../electron/inference/word-list-scorer.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { check, type Figure, median, ratesOf, type Suite } from '../measure.ts';

const HEADLINES = 10_000;
const SINGLES = 200;
const LOOP_RESOLUTION_MS = 1;

/** Of the labelled sentences the model must label this share right before it is measured. */
const LEAST_ACCURACY = 0.7;

/** How fast the bundled model scores on its thread, what it adds, and what the engine's thread feels of it. */
export const sentiment: Suite = {
  name: 'sentiment',
  run: async () => {
    const before = process.memoryUsage.rss();
    const folder = fileURLToPath(new URL('tiny', threadScripts.bundledModels));
    const thread = new InferenceThread({
      script: threadScripts.inferenceWorker,
      source: { folder, preparation: 'bitflow', precision: 'fp32' },
      mostWaiting: 2 * HEADLINES,
    });
    try {
      await thread.loaded;
      await checkLabels(thread);
      const texts = Array.from({ length: HEADLINES }, (_, n) => `${labelledSentences[n % labelledSentences.length][1]} (${n})`);
      const [batched, listed] = await ratesOf(
        [
          { name: 'bundled model', run: async () => (await thread.score(texts.slice(0, 2_000), { withWords: false })).length },
          { name: 'list of words', run: async () => (await wordListScorer.score(texts.slice(0, 2_000))).length },
        ],
        3,
      );
      const single = await singleMs(texts, async (text) => void (await thread.score([text], { withWords: false })));
      const weighed = await singleMs(texts, async (text) => void (await thread.score([text])));
      const loop = await loopDelays(thread, texts);
      // Read last: the most that it grew to.
      const addedBytes = process.memoryUsage.rss() - before;
      const words = { name: 'the list of words', value: listed };
      return [
        {
          work: 'headlines, in batches through the thread',
          unit: '/s',
          value: batched,
          reference: words,
          ratio: batched / listed,
          target: { words: 'at least 2 000/s', isMet: batched >= 2_000 },
        },
        plain('one headline', 'ms', single, { words: 'under 2 ms', isMet: single < 2 }),
        plain('one headline, each word weighed', 'ms', weighed, null),
        plain('memory added', 'MB', addedBytes / 1e6, { words: 'under 120 MB', isMet: addedBytes < 120e6 }),
        ...loop,
      ];
    } finally {
      await thread.close();
    }
  },
};

async function checkLabels(thread: InferenceThread): Promise<void> {
  const texts = labelledSentences.map(([, text]) => text);
  const scores = await thread.score(texts);
  const right = scores.filter(({ label }, place) => label === labelledSentences[place][0]).length;
  check(right / texts.length >= LEAST_ACCURACY, `the model labels ${right} of ${texts.length} sentences right`);
  const listed = await wordListScorer.score(texts);
  const rightByWords = listed.filter(({ score }, place) => labelOfScore(score) === labelledSentences[place][0]).length;
  check(right > rightByWords, `the model labels ${right} right, the list of words ${rightByWords}`);
}

async function singleMs(texts: readonly string[], score: (text: string) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (const text of texts.slice(0, SINGLES)) {
    const startedMs = performance.now();
    await score(text);
    times.push(performance.now() - startedMs);
  }
  return median(times);
}

/** The delay of this thread's event loop while nothing is done, and while the headlines are scored, in turns. */
async function loopDelays(thread: InferenceThread, texts: readonly string[]): Promise<Figure[]> {
  const idle: LoopDelay[] = [];
  const busy: LoopDelay[] = [];
  for (let round = 0; round < 3; round += 1) {
    const startedMs = performance.now();
    busy.push(
      await loopDelayDuring(async () => check((await thread.score(texts, { withWords: false })).length === texts.length, 'answers')),
    );
    const tookMs = performance.now() - startedMs;
    idle.push(await loopDelayDuring(() => new Promise((resolve) => void setTimeout(resolve, tookMs))));
  }
  const figure = (work: string, of: (delay: LoopDelay) => number): Figure => {
    const [value, reference] = [median(busy.map(of)), median(idle.map(of))];
    return {
      work,
      unit: 'ms',
      value,
      reference: { name: 'idle', value: reference },
      ratio: value / Math.max(0.01, reference),
      target: { words: 'at most 5 ms beyond idle', isMet: value - reference <= 5 },
    };
  };
  return [
    figure(`loop delay, p99, scoring ${HEADLINES}`, ({ p99Ms }) => p99Ms),
    figure(`loop delay, worst, scoring ${HEADLINES}`, ({ worstMs }) => worstMs),
  ];
}

interface LoopDelay {
  readonly p99Ms: number;
  readonly worstMs: number;
}

async function loopDelayDuring(work: () => Promise<void>): Promise<LoopDelay> {
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  delay.enable();
  await work();
  delay.disable();
  return { p99Ms: delay.percentile(99) / 1e6 - LOOP_RESOLUTION_MS, worstMs: delay.max / 1e6 - LOOP_RESOLUTION_MS };
}

function plain(work: string, unit: string, value: number, target: Figure['target']): Figure {
  return { work, unit, value, reference: null, ratio: null, target };
}
