import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AutoTokenizer } from '@xenova/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareText } from '../../../electron/inference/text/prepare-text.ts';
import { loadModel, probabilitiesOf } from '../../../training/sentiment/bundled-model.ts';
import type { Example } from '../../../training/sentiment/data/example.ts';
import { Network } from '../../../training/sentiment/network/network.ts';
import { softmax, WideModel } from '../../../training/sentiment/network/wide-model.ts';
import { Random } from '../../../training/sentiment/random.ts';
import { networkProbabilities, trainWideModel } from '../../../training/sentiment/train-model.ts';
import { TrainingSet } from '../../../training/sentiment/training-set.ts';
import { writeModel } from '../../../training/sentiment/write-model.ts';

const texts = [
  'Net loss narrowed to EUR 1.2 mn from EUR 3.4 mn',
  'Vantora misses estimates, shares rise',
  'unfathomable words outstripped narrowing unmatched',
  '',
  '$AAPL +4.6% 🚀 https://t.co/x',
  '利益 naïve Łódź',
  `${'very '.repeat(300)}long`,
  'a',
];
const examples: readonly Example[] = [
  { text: 'Profit rises at Vantora', label: 'positive', source: 'test' },
  { text: 'Profit falls at Vantora', label: 'negative', source: 'test' },
  { text: 'Vantora makes doors', label: 'neutral', source: 'test' },
];

describe('the written model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bitflow-model-'));
  const set = new TrainingSet(examples, 2_000);
  const { vocabulary } = set;
  const encoded = texts.map((text) => vocabulary.encode(prepareText(text)));
  let networks: Network[];
  let wide: WideModel;

  beforeAll(async () => {
    const shape = { embedding: 8, filters: 6, widths: [1, 3], hidden: 8, attention: 4, heads: 1, mixed: 8 };
    networks = [await Network.create(shape, vocabulary, new Random(1)), await Network.create(shape, vocabulary, new Random(2))];
    const plan = { generated: 50, weightOf: () => 1, nameMasking: 0.2, wordMasking: 0.1, smoothing: 0.1 };
    wide = trainWideModel(vocabulary, (_, random) => set.samples(plan, random), { epochs: 2, rate: 0.2, decay: 1e-5, seed: 1 });
    await writeModel(join(folder, 'small'), vocabulary, { networks, wide, wideShare: 0.4, temperature: 1, stems: vocabulary.stems });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('cuts texts into the same pieces as the trainer', async () => {
    await loadModel(join(folder, 'small'));
    const tokenizer = await AutoTokenizer.from_pretrained('small');
    const pieces = texts.map((text): number[] => tokenizer.encode(prepareText(text)).slice(0, 128));
    expect(pieces).toEqual(encoded.map((ids) => [...ids]));
  });

  it("gives the trainer's own probabilities, alone and in a batch", async () => {
    const own = await Promise.all(networks.map((network) => networkProbabilities(network, encoded)));
    const expected = encoded.map((ids, at) => {
      const listed = softmax(wide.logits(ids));
      return [0, 1, 2].map((k) => 0.3 * own[0][at][k] + 0.3 * own[1][at][k] + 0.4 * listed[k]);
    });
    const model = await loadModel(join(folder, 'small'));
    for (const size of [1, texts.length]) {
      const found = await probabilitiesOf(model, texts, size);
      const largest = Math.max(...found.flatMap((row, at) => row.map((value, k) => Math.abs(value - expected[at][k]))));
      expect(largest).toBeLessThan(2e-3);
    }
  });
});
