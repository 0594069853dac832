import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeManifest } from '../../electron/inference/model/model-files.ts';
import { labels } from './data/example.ts';
import { type Ensemble, exportEnsemble } from './network/export.ts';
import { LONGEST_SEQUENCE, tokenizerFiles, type Vocabulary } from './vocabulary/vocabulary.ts';

/** Writes the folder that the model library loads: configuration, tokenizer and graph, and the list of their hashes that they are held against. */
export async function writeModel(folder: string, vocabulary: Vocabulary, ensemble: Ensemble): Promise<void> {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const { tokenizer, config } = tokenizerFiles(vocabulary);
  const json = (name: string, content: object): void => writeFileSync(join(folder, name), formatted(content));
  json('tokenizer.json', tokenizer);
  json('tokenizer_config.json', config);
  json('config.json', {
    model_type: 'bert',
    architectures: ['BertForSequenceClassification'],
    vocab_size: vocabulary.size,
    max_position_embeddings: LONGEST_SEQUENCE,
    pad_token_id: 0,
    id2label: Object.fromEntries(labels.map((label, id) => [id, label])),
    label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
  });
  writeFileSync(join(folder, 'onnx', 'model.onnx'), exportEnsemble(ensemble));
  await writeManifest(folder, ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx']);
}

/** JSON as the project's formatter leaves it, so that checking the format never changes a file whose hash is written down. */
function formatted(content: object): string {
  const flat = /\[\s+((?:(?:"(?:[^"\\]|\\.)*"|-?[\d.]+),?\s+)+)\]/g;
  return `${JSON.stringify(content, null, 2).replace(flat, (_, items: string) => `[${items.trim().replace(/,\s+/g, ', ')}]`)}\n`;
}
