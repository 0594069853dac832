import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelSource } from '../../electron/inference/model/classifier.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { temporaryFolder } from './temporary.ts';

/** The bundled model, where it lies. */
export const TINY = join(fileURLToPath(threadScripts.bundledModels), 'tiny');

/** Stands in for the inference worker; see there what texts make it do. */
export const SCRIPTED_WORKER = new URL('./scripted-inference-worker.ts', import.meta.url);

export const MODEL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'] as const;

export function sourceIn(folder: string): ModelSource {
  return { folder, preparation: 'bitflow', precision: 'fp32' };
}

/** A copy of the bundled model that a test may break. */
export function copyOfTiny(): string {
  const folder = join(temporaryFolder(), 'tiny');
  cpSync(TINY, folder, { recursive: true });
  return folder;
}
