import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
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
 * @throws {BitFlowError} see {@link fetchFile}; `model-bundled` for one that is not fetched
 */
export async function installModel({ entry, folder, from, signal, onProgress }: InstallOptions): Promise<void> {
  const { published } = entry;
  if (published === null) throw new BitFlowError(`${entry.title} comes with BitFlow and needs no installation.`, { code: 'model-bundled' });
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
  await rm(folder, { recursive: true, force: true });
  await rename(gathering, folder).catch(diskFailed);
}

/** Deletes a model and what an installation that broke off has left. */
export async function removeModel(folder: string): Promise<void> {
  // Without its list a model counts as not installed, also when deleting ends half-way.
  await rm(join(folder, MANIFEST), { force: true });
  await rm(folder, { recursive: true, force: true });
  await rm(`${folder}.new`, { recursive: true, force: true });
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
