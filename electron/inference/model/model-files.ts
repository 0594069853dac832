import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { readWholeText, UnreadableFile } from '../../files/read-whole-file.ts';
import { type Preparation, preparationHash } from './preparation.ts';

/** The file beside a model that says what its files must be. */
export const MANIFEST = 'files.json';

/** One file of a model, as it was when the model was made or installed. */
export interface ModelFile {
  /** Below the model's folder, with forward slashes. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface ModelManifest {
  readonly files: readonly ModelFile[];
}

/** Reads what a model's files must be. @throws {BitFlowError} `model-missing`, `model-damaged` */
export function readManifest(folder: string): ModelManifest {
  let text: string;
  try {
    text = readWholeText(join(folder, MANIFEST), 1_000_000);
  } catch (cause) {
    if (cause instanceof UnreadableFile && !cause.isMissing) throw damaged(`${MANIFEST} can't be read: ${cause.message}`);
    throw new BitFlowError(
      `The model is not installed: there is no ${join(folder, MANIFEST)}. Install it from the models panel or with "bitflow models install".`,
      { code: 'model-missing', cause },
    );
  }
  const manifest = parseManifest(text);
  if (manifest !== null) return manifest;
  throw damaged(`${MANIFEST} is not the list of files that it should be`);
}

/** Returns a list of files, or `null` when the text is anything else. */
function parseManifest(text: string): ModelManifest | null {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return null;
  }
  const files: unknown = typeof content === 'object' && content !== null && 'files' in content ? content.files : null;
  return Array.isArray(files) && files.length > 0 && files.every(isModelFile) ? { files } : null;
}

function isModelFile(value: unknown): value is ModelFile {
  if (typeof value !== 'object' || value === null) return false;
  const { path, sizeBytes, sha256 } = value as Partial<Record<keyof ModelFile, unknown>>;
  const isInside = typeof path === 'string' && /^[\w.-]+(?:\/[\w.-]+)*$/.test(path) && !path.split('/').includes('..');
  return isInside && Number.isSafeInteger(sizeBytes) && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
}

/** Writes down what the named files of a folder are now. */
export async function writeManifest(folder: string, paths: readonly string[]): Promise<ModelManifest> {
  const files: ModelFile[] = [];
  for (const path of paths) {
    const { size } = await stat(join(folder, path));
    files.push({ path, sizeBytes: size, sha256: await fileSha256(join(folder, path)) });
  }
  await writeFile(join(folder, MANIFEST), `${JSON.stringify({ files }, null, 2)}\n`);
  return { files };
}

/**
 * Holds every file of a model against its manifest.
 * @throws {BitFlowError} `model-missing`, `model-damaged` naming the file, what was expected and what was found.
 */
export async function verifyFiles(folder: string): Promise<void> {
  for (const { path, sizeBytes, sha256 } of readManifest(folder).files) {
    const missing = (cause: unknown): never => {
      throw new BitFlowError(`The model's file ${path} is missing or can't be read.`, { code: 'model-missing', cause });
    };
    const { size } = await stat(join(folder, path)).catch(missing);
    if (size !== sizeBytes) throw damaged(`${path} has ${size} bytes, not ${sizeBytes}`);
    const found = await fileSha256(join(folder, path)).catch(missing);
    if (found !== sha256) throw damaged(`${path} has the SHA-256 ${found.slice(0, 12)}…, not ${sha256.slice(0, 12)}…`);
  }
}

function damaged(what: string): BitFlowError {
  return new BitFlowError(`The model is damaged: ${what}. Install it again.`, { code: 'model-damaged' });
}

/** Hash of everything that a model decides by: its files and how texts are prepared for it. Reads the manifest only. */
export function modelHashOf({ files }: ModelManifest, preparation: Preparation): string {
  const lines = files.map(({ path, sha256 }) => `${path} ${sha256}`).toSorted();
  return createHash('sha256')
    .update([...lines, preparationHash(preparation)].join('\n'))
    .digest('hex');
}

/** Tells when files changed without reading them: their sizes and times of change; missing ones as such. */
export async function fileMarks(folder: string, { files }: ModelManifest): Promise<string> {
  const marks = [MANIFEST, ...files.map(({ path }) => path)].map(async (path) => {
    const found = await stat(join(folder, path)).catch(() => null);
    return found === null ? `${path} missing` : `${path} ${found.size} ${found.mtimeMs}`;
  });
  return (await Promise.all(marks)).join('\n');
}

export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
