import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeHeadline } from '../../../electron/adapters/sim/headline-templates.ts';
import type { SentimentScore } from '../../../electron/engine/ports/sentiment-scorer.ts';
import { wordListScorer } from '../../../electron/inference/word-list-scorer.ts';

async function scoreOf(text: string): Promise<SentimentScore> {
  const [score] = await wordListScorer.score([text]);
  return score;
}

describe('the word list', () => {
  it.each([
    ['Norvik beats quarterly estimates as copper demand grows', 1],
    ['Analysts upgrade Norvik after strong figures', 1],
    ['Norvik narrows its loss as costs fall 9 %', 1],
    ['Regulator clears Norvik of wrongdoing in ore inquiry', 1],
    ['NORVIK PROFIT JUMPS', 1],
    ['Norvik misses estimates', -1],
    ['Profit falls as costs surge', -1],
    ['Exchange suspends withdrawals after outage', -1],
    ['Lawsuit against Norvik seeks 40 million', -1],
    ['Norvik names new head of clearing', 0],
    ['What to watch on Thursday', 0],
  ])('reads "%s" as %d', async (text, sign) => {
    expect(Math.sign((await scoreOf(text)).score)).toBe(sign);
  });

  it.each([
    ['Norvik did not beat estimates', -1],
    ['No profit surge at Norvik', -1],
    ['Norvik denies fraud', 1],
    ['Norvik reports no losses', 1],
  ])('turns with a word of denial before it: "%s" is %d', async (text, sign) => {
    expect(Math.sign((await scoreOf(text)).score)).toBe(sign);
  });

  it('is turned no further than three words on', async () => {
    expect((await scoreOf('No new mine this year but profits surge')).score).toBeGreaterThan(0);
  });

  it('says by which words, and where they are', async () => {
    const text = 'Norvik: profit JUMPS; costs fall!';
    const { words } = await scoreOf(text);
    expect(words.map(({ start, end, effect }) => [text.slice(start, end), Math.sign(effect)])).toEqual([
      ['profit', 1],
      ['JUMPS', 1],
      ['costs fall', 1],
    ]);
  });

  it('is surer the more it finds, and says so when it finds nothing', async () => {
    const [none, one, many] = await Promise.all([
      scoreOf('Norvik'),
      scoreOf('Norvik gains'),
      scoreOf('Norvik gains, surges, wins and beats'),
    ]);
    expect(none).toMatchObject({ score: 0, confidence: 0.3, words: [] });
    expect(one.confidence).toBeGreaterThan(none.confidence);
    expect(many.confidence).toBeGreaterThan(one.confidence);
    expect(many.score).toBeGreaterThan(one.score);
  });

  it('answers every text in its place, and no texts with nothing', async () => {
    const scores = await wordListScorer.score(['profits surge', '', 'fraud']);
    expect(scores.map(({ score }) => Math.sign(score))).toEqual([1, 0, -1]);
    expect(await wordListScorer.score([])).toEqual([]);
  });

  it('stays within its ranges and its text, whatever the text', async () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('surge', 'fraud', 'not', 'beats', 'costs', 'fall', 'clears', 'of', 'wrongdoing', '💥', '\u0000'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
        async (text) => {
          const { score, confidence, words } = await scoreOf(text);
          expect(score > -1 && score < 1 && confidence >= 0 && confidence <= 1).toBe(true);
          words.forEach(({ start, end }, place) => {
            expect(start < end && end <= text.length && (place === 0 || start >= words[place - 1].end)).toBe(true);
          });
          expect(await scoreOf(text)).toMatchObject({ score, confidence, words });
        },
      ),
    );
  });

  it.each([
    ['a million words', 'surge '.repeat(1_000_000)],
    ['a word without end', 'a'.repeat(2_000_000)],
    ['a phrase that never ends', 'clears '.repeat(100_000)],
  ])('is done with %s in a moment', async (_what, text) => {
    const startedMs = performance.now();
    await scoreOf(text);
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });

  it('reads what the simulated exchange publishes as it is meant', async () => {
    for (const field of ['mining', 'technology', 'retail', 'finance', 'energy', 'health', 'travel', 'crypto'] as const) {
      for (let choice = 1; choice < 150; choice += 1) {
        const texts = (['good', 'bad', 'neutral'] as const).map((meaning) => writeHeadline('Norvik', field, meaning, choice * 7_919));
        const [good, bad, neutral] = await wordListScorer.score(texts);
        expect([texts, good.score > 0.1, bad.score < -0.1, Math.abs(neutral.score) < 0.1]).toEqual([texts, true, true, true]);
      }
    }
  });
});
