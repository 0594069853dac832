import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { fileSha256 } from '../model/model-files.ts';
import { broken, nextChunk, reach, refused, type SourceFile } from './source-index.ts';

export interface FetchOptions {
  readonly url: string;
  /** Where the file goes; until it is whole it is `<target>.part`. */
  readonly target: string;
  readonly file: SourceFile;
  readonly signal: AbortSignal;
  /** Hears how many bytes of the file are on disk. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Fetches one file, goes on where an earlier attempt broke off, and puts it in its place only when size and hash are
 * right.
 * @returns its SHA-256
 * @throws {BitFlowError} `download-failed` (what has come is kept), `download-refused`, `download-malformed`, `download-damaged`
 * (what has come is thrown away), `disk-full`, `disk-failed`, `cancelled`
 */
export async function fetchFile({ url, target, file, signal, onBytes }: FetchOptions): Promise<string> {
  const part = `${target}.part`;
  const have = (await stat(part).catch(() => null))?.size ?? 0;
  // Without a hash, two halves of different versions could not be told from a whole.
  const from = have > file.sizeBytes || file.sha256 === null ? 0 : have;
  onBytes(from);
  if (from < file.sizeBytes || from === 0) await transfer({ url, target: part, file, signal, onBytes }, from);
  const { size } = await stat(part);
  if (size < file.sizeBytes) throw broken(url, new Error(`it ended after ${size} of ${file.sizeBytes} bytes`));
  const sha256 = await fileSha256(part);
  if (file.sha256 !== null && sha256 !== file.sha256) {
    await rm(part, { force: true });
    const message = `${file.path} arrived damaged: its SHA-256 is ${sha256.slice(0, 12)}…, not ${file.sha256.slice(0, 12)}…. It was thrown away; try again.`;
    throw new BitFlowError(message, { code: 'download-damaged', retry: 'backoff' });
  }
  await rename(part, target);
  return sha256;
}

async function transfer({ url, target, file, signal, onBytes }: FetchOptions, from: number): Promise<void> {
  const response = await reach(url, from > 0 ? { range: `bytes=${from}-` } : {}, signal);
  if (response.status === 416) {
    // What is here does not fit what is there: begin anew.
    await response.body?.cancel();
    await rm(target, { force: true });
    if (from > 0) return await transfer({ url, target, file, signal, onBytes }, 0);
    throw refused(url, 416);
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw refused(url, response.status);
  }
  if (/^text\/html\b/.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    throw new BitFlowError(`Expected the file ${file.path} from ${url}, found a web page. Is a login or a proxy in between?`, {
      code: 'download-malformed',
    });
  }
  // A source that does not know ranges sends the whole file, or says that it starts elsewhere.
  const isContinued = response.status === 206 && startOf(response) === from;
  if (response.status === 206 && !isContinued) {
    await response.body?.cancel();
    await rm(target, { force: true });
    throw broken(url, new Error('it sent another part than was asked for'));
  }
  const handle = await open(target, isContinued ? 'a' : 'w', 0o600).catch(diskFailed);
  try {
    await pour(response, handle, { url, file, signal, onBytes, from: isContinued ? from : 0 });
    await handle.sync().catch(diskFailed);
  } finally {
    await handle.close();
  }
}

interface PourOptions extends Omit<FetchOptions, 'target'> {
  readonly from: number;
}

async function pour(response: Response, handle: FileHandle, { url, file, signal, onBytes, from }: PourOptions): Promise<void> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  let bytes = from;
  try {
    for (;;) {
      const { done, value } = await nextChunk(reader, { url, signal });
      if (done) return;
      bytes += value.length;
      if (bytes > file.sizeBytes) {
        await handle.truncate(0);
        throw new BitFlowError(`${url} sends more than the ${file.sizeBytes} bytes that ${file.path} should have. It was thrown away.`, {
          code: 'download-damaged',
        });
      }
      // One call may write only a part of it.
      for (let at = 0; at < value.length; ) at += (await handle.write(value, at).catch(diskFailed)).bytesWritten;
      onBytes(bytes);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function startOf(response: Response): number | null {
  const match = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return match === null ? null : Number(match[1]);
}

/** What went wrong on this side. @throws always */
export function diskFailed(cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    throw new BitFlowError('The disk is full. What has come is kept; make room and try again.', { code: 'disk-full', cause });
  throw new BitFlowError(`The model can't be written (${cause instanceof Error ? cause.message : String(cause)}).`, {
    code: 'disk-failed',
    cause,
  });
}
