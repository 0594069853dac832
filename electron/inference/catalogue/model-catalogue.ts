import type { SentimentModelId } from '../../../shared/domain/sentiment-model.ts';
import type { ModelSource } from '../model/classifier.ts';

/** A model that can be chosen. */
export interface CatalogueEntry {
  readonly id: SentimentModelId;
  readonly title: string;
  /** What it is good for, in plain words. */
  readonly purpose: string;
  readonly licence: string;
  /** About how much it takes on disk; the exact sizes come from where it is fetched. */
  readonly sizeBytes: number;
  /** About how much memory it adds while it is loaded. */
  readonly memoryBytes: number;
  /** Where its files are published, or `null` when nothing is fetched. */
  readonly published: {
    /** `owner/name` below the download address. */
    readonly repository: string;
    /** Branch or commit. The files' hashes are those of its index at the first install, and hold until it is installed anew. */
    readonly revision: string;
    readonly files: readonly string[];
  } | null;
  /** How it is run, or `null` for the list of words. */
  readonly run: Omit<ModelSource, 'folder'> | null;
}

const MB = 1_000_000;

const quantised = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];

/**
 * Every model, smallest first.
 * @source https://huggingface.co/Xenova/finbert/tree/main (files and sizes),
 * https://huggingface.co/Xenova/distilroberta-finetuned-financial-news-sentiment-analysis
 */
export const modelCatalogue: readonly CatalogueEntry[] = [
  {
    id: 'word-list',
    title: 'List of words',
    purpose: 'The last fallback: counts good and bad words. Needs nothing, understands little.',
    licence: 'part of BitFlow',
    sizeBytes: 0,
    memoryBytes: 0,
    published: null,
    run: null,
  },
  {
    id: 'tiny',
    title: 'BitFlow tiny',
    purpose: 'Comes with BitFlow. Reads headlines, company reports and short posts in English, thousands in a second.',
    licence: 'part of BitFlow',
    sizeBytes: 5 * MB,
    memoryBytes: 90 * MB,
    published: null,
    run: { preparation: 'bitflow', precision: 'fp32' },
  },
  {
    id: 'distilroberta-news',
    title: 'DistilRoBERTa, financial news',
    purpose:
      'A distilled language model fine-tuned on financial news. Half the work of FinBERT; reads longer sentences than the bundled model.',
    licence: 'Apache-2.0, as its author states for the model that was converted',
    sizeBytes: 85 * MB,
    memoryBytes: 350 * MB,
    published: {
      repository: 'Xenova/distilroberta-finetuned-financial-news-sentiment-analysis',
      revision: 'main',
      files: quantised,
    },
    run: { preparation: 'plain', precision: 'q8' },
  },
  {
    id: 'finbert',
    title: 'FinBERT',
    purpose:
      'The well-known model for financial text, quantised. Slow on a small machine, and worth trying where reports matter more than speed.',
    licence: 'not stated with the converted files; see the pages of ProsusAI/finbert before you use it for more than yourself',
    sizeBytes: 112 * MB,
    memoryBytes: 450 * MB,
    published: { repository: 'Xenova/finbert', revision: 'main', files: quantised },
    run: { preparation: 'plain', precision: 'q8' },
  },
];

export function catalogueEntry(id: SentimentModelId): CatalogueEntry {
  const found = modelCatalogue.find((entry) => entry.id === id);
  if (found === undefined) throw new RangeError(`there is no model ${id}`);
  return found;
}
