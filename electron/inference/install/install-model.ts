import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import type { CatalogueEntry } from '../catalogue/model-catalogue.ts';
import { fileSha256, MANIFEST, writeManifest } from '../model/model-files.ts';
import { diskFailed, fetchFile } from './fetch-file.ts';
import { cancelledDownload, type SourceFile, sourceIndex } from './source-index.ts';

/** How far an installation is. */
export interface InstallProgress {
  /** On disk so far, what an earlier attempt left included. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface InstallOptions {
  readonly entry: CatalogueEntry;
  /** Where the model goes. */
  readonly folder: string;
  readonly from: { readonly kind: 'address'; readonly address: string } | { readonly kind: 'folder'; readonly path: string };
  readonly signal: AbortSignal;
  readonly onProgress: (progress: InstallProgress) => void;
}

/**
 * Brings the files of a model from its source or from a local folder. They gather in `<folder>.new`, where an installation that
 * broke off goes on, and take the model's place all at once when every one is whole.
 * @throws {BitFlowError} see {@link fetchFile}; `model-bundled` for one that is not fetched,
 * `model-folder-taken` when there is anything else in its folder
 */
export async function installModel({ entry, folder, from, signal, onProgress }: InstallOptions): Promise<void> {
  const { published } = entry;
  if (published === null) throw new BitFlowError(`${entry.title} comes with BitFlow and needs no installation.`, { code: 'model-bundled' });
  await checkOurs(folder, published.files);
  const gathering = `${folder}.new`;
  const address = from.kind === 'address' ? from.address.replace(/\/+$/, '') : '';
  const files =
    from.kind === 'folder'
      ? await localIndex(from.path, published.files)
      : await sourceIndex({ ...published, address }, published.files, signal);
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let before = 0;
  for (const file of files) {
    const target = join(gathering, file.path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 }).catch(diskFailed);
    const onBytes = (bytes: number): void => onProgress({ bytes: before + bytes, totalBytes });
    const url = `${address}/${published.repository}/resolve/${encodeURIComponent(published.revision)}/${file.path}`;
    if (await isWhole(target, file)) onBytes(file.sizeBytes);
    else if (from.kind === 'address') await fetchFile({ url, target, file, signal, onBytes });
    else await copyFile(join(from.path, file.path), target).catch(diskFailed);
    if (signal.aborted) throw cancelledDownload();
    before += file.sizeBytes;
    onBytes(0);
  }
  await writeManifest(
    gathering,
    files.map(({ path }) => path),
  ).catch(diskFailed);
  await clear(folder);
  await rename(gathering, folder).catch(diskFailed);
}

/**
 * Deletes a model and what an installation that broke off has left.
 * @throws {BitFlowError} `model-folder-taken` when there is anything else in its folder
 */
export async function removeModel(folder: string, files: readonly string[]): Promise<void> {
  await checkOurs(folder, files);
  await clear(folder);
  await rm(`${folder}.new`, { recursive: true, force: true });
}

/** A folder of models is the user's to choose, and what BitFlow did not put there is not BitFlow's to delete. */
async function checkOurs(folder: string, files: readonly string[]): Promise<void> {
  const ours = new Set([MANIFEST, ...files.map((file) => file.split('/')[0])]);
  const other = (await readdir(folder).catch(() => [])).find((name) => !ours.has(name));
  if (other === undefined) return;
  throw new BitFlowError(`${folder} holds ${other}, which is no part of the model. Move it away, or name another folder of models.`, {
    code: 'model-folder-taken',
  });
}

/** Takes a model away all at once, so that none is ever half there. */
async function clear(folder: string): Promise<void> {
  const away = `${folder}.gone`;
  await rm(away, { recursive: true, force: true }).catch(diskFailed);
  await rename(folder, away).catch((cause: NodeJS.ErrnoException) => (cause.code === 'ENOENT' ? undefined : diskFailed(cause)));
  await rm(away, { recursive: true, force: true }).catch(diskFailed);
}

async function isWhole(target: string, { sizeBytes, sha256 }: SourceFile): Promise<boolean> {
  const found = await stat(target).catch(() => null);
  // Without a hash an earlier file can't be told from another version of the same size.
  return found?.size === sizeBytes && sha256 !== null && (await fileSha256(target)) === sha256;
}

async function localIndex(path: string, files: readonly string[]): Promise<SourceFile[]> {
  const index: SourceFile[] = [];
  for (const file of files) {
    const found = await stat(join(path, file)).catch(() => null);
    if (found?.isFile() !== true)
      throw new BitFlowError(`Expected the model's file ${file} in ${path}, found none.`, { code: 'model-missing' });
    index.push({ path: file, sizeBytes: found.size, sha256: null });
  }
  return index;
}
