import { basename, dirname, resolve, sep } from 'node:path';
import { BitFlowError, isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import { type ClassProbabilities, NOTHING_READ, probabilitiesOf } from './class-probabilities.ts';
import { labelPlaces } from './label-classes.ts';
import { verifyFiles } from './model-files.ts';
import { type Preparation, prepared } from './preparation.ts';

/** Which model, and how it wants to be used. */
export interface ModelSource {
  /** The folder that holds `config.json`, the tokenizer and `onnx/`. */
  readonly folder: string;
  readonly preparation: Preparation;
  /** `fp32` is `onnx/model.onnx`, `q8` is `onnx/model_quantized.onnx`. */
  readonly precision: 'fp32' | 'q8';
}

/** Gives the probabilities of texts, in their order. */
export type Classify = (texts: readonly string[]) => Promise<ClassProbabilities[]>;

/** Wraps what runs native code, for whoever must know when. */
export type AroundNative = <T>(begin: () => Promise<T>) => Promise<T>;

/** Texts that the runtime takes at once. */
const BATCH = 64;

/** Longest input in tokens; headlines have a tenth of it. */
const MOST_TOKENS = 128;

interface Tensor {
  tolist(): unknown;
}

/** The parts of the library's tokenizer and model that are used here. */
interface Pipeline {
  readonly tokenizer: (texts: string[], options: object) => unknown;
  readonly model: ((inputs: unknown) => Promise<{ readonly logits?: Tensor }>) & { readonly config: { readonly id2label?: unknown } };
}

/**
 * Checks and loads a model from disk; the network is never asked. Runs on the thread that calls it.
 * @throws {BitFlowError} `model-missing`, `model-damaged`, `model-unreadable`, `model-labels-unknown`, `model-wrong-shape`
 */
export async function loadClassifier(source: ModelSource, aroundNative: AroundNative = (begin) => begin()): Promise<Classify> {
  await verifyFiles(source.folder);
  const { tokenizer, model } = await aroundNative(() => openPipeline(source));
  const places = labelPlaces(model.config.id2label);
  // A quantised model scales its numbers by all that it is given at once, so that neighbours would change a score.
  const batch = source.precision === 'q8' ? 1 : BATCH;

  const classify: Classify = async (texts) => {
    const answers: ClassProbabilities[] = texts.map(() => NOTHING_READ);
    const readable = texts
      .map((text, place) => ({ place, words: prepared(text, source.preparation) }))
      .filter(({ words }) => words !== '')
      // Texts of like length waste least on filling up.
      .toSorted((a, b) => a.words.length - b.words.length);
    for (let from = 0; from < readable.length; from += batch) {
      const part = readable.slice(from, from + batch);
      const inputs = tokenizer(
        part.map(({ words }) => words),
        { padding: true, truncation: true, max_length: MOST_TOKENS },
      );
      const { logits } = await aroundNative(() => model(inputs));
      const rows = rowsOf(logits, part.length);
      part.forEach(({ place }, row) => {
        answers[place] = probabilitiesOf(rows[row], places);
      });
    }
    return answers;
  };
  await proven(classify);
  return classify;
}

async function openPipeline({ folder, precision }: ModelSource): Promise<Pipeline> {
  try {
    const { AutoModelForSequenceClassification, AutoTokenizer, env } = await import('@xenova/transformers');
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.useFSCache = false;
    env.useBrowserCache = false;
    env.localModelPath = dirname(resolve(folder)) + sep;
    // One after the other: when the tokenizer is refused, nothing native may be under way.
    const tokenizer = await AutoTokenizer.from_pretrained(basename(folder), { local_files_only: true });
    const model = await AutoModelForSequenceClassification.from_pretrained(basename(folder), {
      dtype: precision,
      local_files_only: true,
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    });
    return { tokenizer, model } as unknown as Pipeline;
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** A model whose shape is wrong shows it at the first text. */
async function proven(classify: Classify): Promise<void> {
  try {
    await classify(['profit rises', 'shares fall after a profit warning']);
  } catch (cause) {
    if (isBitFlowError(cause)) throw cause;
    throw unreadable(cause);
  }
}

function rowsOf(logits: Tensor | undefined, count: number): number[][] {
  const rows = logits?.tolist();
  if (Array.isArray(rows) && rows.length === count && rows.every(Array.isArray)) return rows.map((row: unknown[]) => row.map(Number));
  throw new BitFlowError(`Expected a row of logits for each of ${count} texts from the model, found something else.`, {
    code: 'model-wrong-shape',
  });
}

function unreadable(cause: unknown): BitFlowError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new BitFlowError(`The model can't be run: ${words.split('\n')[0].slice(0, 300)}`, { code: 'model-unreadable', cause });
}
