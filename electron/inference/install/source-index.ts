import { BitFlowError } from '../../../shared/base/bitflow-error.ts';

/** A file as its source describes it. */
export interface SourceFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal; `null` where the source keeps only a Git id, which small files have. */
  readonly sha256: string | null;
}

/** How to reach the source of models. */
export interface ModelSourceAddress {
  /** Without a slash at the end. */
  readonly address: string;
  readonly repository: string;
  readonly revision: string;
}

/** An index larger than this is not read, in bytes. */
const MOST_INDEX_BYTES = 4_000_000;

/** A source that says nothing for so long is given up, in milliseconds. */
export const SILENCE_MS = 30_000;

/**
 * Asks a source which of the files it has, with sizes and hashes, in the order asked for.
 * @source https://huggingface.co/docs/hub/api (tree of a repository; `lfs.oid` is the SHA-256 of large files)
 * @throws {BitFlowError} `download-refused`, `download-malformed`, `download-failed`, `cancelled`
 */
export async function sourceIndex(
  { address, repository, revision }: ModelSourceAddress,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<SourceFile[]> {
  const url = `${address}/api/models/${repository}/tree/${encodeURIComponent(revision)}?recursive=true`;
  const response = await reach(url, {}, signal);
  if (!response.ok) {
    await response.body?.cancel();
    throw refused(url, response.status);
  }
  const entries = parseIndex(await textOf(response, url, signal));
  return paths.map((path) => {
    const found = entries.find((entry) => entry.path === path);
    if (found !== undefined) return found;
    throw new BitFlowError(`${address} has no file ${path} of ${repository}.`, { code: 'download-refused' });
  });

  function parseIndex(text: string): SourceFile[] {
    let content: unknown;
    try {
      content = JSON.parse(text);
    } catch {
      content = null;
    }
    if (!Array.isArray(content)) throw malformed(url, text);
    return content.flatMap(fileOf);
  }
}

function fileOf(entry: unknown): SourceFile[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const { type, path, size, lfs } = entry as { type?: unknown; path?: unknown; size?: unknown; lfs?: unknown };
  if (type !== 'file' || typeof path !== 'string') return [];
  const large = typeof lfs === 'object' && lfs !== null ? (lfs as { oid?: unknown; size?: unknown }) : null;
  const sizeBytes = large?.size ?? size;
  if (typeof sizeBytes !== 'number' || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return [];
  const sha256 = typeof large?.oid === 'string' && /^[0-9a-f]{64}$/.test(large.oid) ? large.oid : null;
  return [{ path, sizeBytes, sha256 }];
}

/** Reads the index, but neither for ever nor without end. */
async function textOf(response: Response, url: string, signal: AbortSignal): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const giveUpAt = performance.now() + SILENCE_MS;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await nextChunk(reader, { url, signal, waitMs: giveUpAt - performance.now() });
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length > MOST_INDEX_BYTES) throw malformed(url, text);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

type Chunk = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>>;

interface ChunkOptions {
  readonly url: string;
  readonly signal: AbortSignal;
  /** How long a source may say nothing, in milliseconds. @default {@link SILENCE_MS} */
  readonly waitMs?: number;
}

/** Reads on from a source. @throws {BitFlowError} `cancelled`, `download-failed` */
export async function nextChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { url, signal, waitMs = SILENCE_MS }: ChunkOptions,
): Promise<Chunk> {
  const silent = Promise.withResolvers<never>();
  const timer = setTimeout(() => silent.reject(new Error(`it was waited for longer than ${SILENCE_MS / 1000} s`)), waitMs);
  try {
    return await Promise.race([reader.read(), silent.promise]);
  } catch (cause) {
    if (signal.aborted) throw cancelledDownload();
    throw broken(url, cause);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks for an address; redirects are followed. @throws {BitFlowError} `cancelled`, `download-failed` */
export async function reach(url: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    return await fetch(url, { headers, signal: AbortSignal.any([signal, silence.signal]), redirect: 'follow' });
  } catch (cause) {
    if (signal.aborted) throw cancelledDownload();
    throw broken(url, cause);
  } finally {
    clearTimeout(timer);
  }
}

export function cancelledDownload(): BitFlowError {
  return new BitFlowError('The download was cancelled; what has come is kept and goes on from there.', { code: 'cancelled' });
}

export function broken(url: string, cause: unknown): BitFlowError {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const words = inner instanceof Error ? inner.message : String(inner);
  return new BitFlowError(`${url} can't be fetched (${words}). What has come is kept; try again when the network is back.`, {
    code: 'download-failed',
    retry: 'backoff',
    cause,
  });
}

export function refused(url: string, status: number): BitFlowError {
  const isPassing = status === 429 || status >= 500;
  return new BitFlowError(`${url} answered ${status}. ${isPassing ? 'Try again later.' : 'Is the download address right?'}`, {
    code: 'download-refused',
    retry: isPassing ? 'backoff' : 'never',
  });
}

function malformed(url: string, text: string): BitFlowError {
  const what = /^\s*</.test(text) ? 'a web page' : 'something else';
  return new BitFlowError(`Expected a list of files from ${url}, found ${what}. Is the download address that of a source of models?`, {
    code: 'download-malformed',
  });
}
