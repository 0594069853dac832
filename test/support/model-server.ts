import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What goes wrong with one answer. */
export type Fault =
  | 'none'
  | 'break'
  | 'not-found'
  | 'busy'
  | 'html'
  | 'ignore-range'
  | 'other-part'
  | 'wrong-bytes'
  | 'too-long'
  | 'no-range-possible'
  | 'slow';

export const REPOSITORY = 'Xenova/finbert';

/** A source of models on this machine that speaks as huggingface.co does, and fails where a test wants it to. */
export class ModelServer {
  readonly files: ReadonlyMap<string, Buffer>;
  /** Taken one by one, each for one request of a large file; without any, all goes well. */
  faults: Fault[] = [];
  /** What the index answers instead of the list. */
  index: { readonly status: number; readonly body: string } | null = null;
  /** Whether the index never ends; tells in `indexBytes` how much was taken of it. */
  isIndexEndless = false;
  indexBytes = 0;
  /** The hash that the index gives for the large file. */
  sha256: string | null = null;
  /** After how many bytes a transfer breaks. */
  breakAfter = 1_000;
  isRedirecting = false;
  readonly requests: string[] = [];
  address = '';

  private constructor(files: ReadonlyMap<string, Buffer>) {
    this.files = files;
  }

  static async start(files: ReadonlyMap<string, Buffer>): Promise<ModelServer> {
    const server = new ModelServer(files);
    const http = createServer((request, response) => server.#answer(request, response));
    await new Promise<void>((resolve) => {
      http.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      http.closeAllConnections();
      http.close();
    });
    server.address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    return server;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '';
    const { range } = request.headers;
    this.requests.push(range === undefined ? url : `${url} ${range}`);
    if (url === `/api/models/${REPOSITORY}/tree/main?recursive=true`) {
      if (this.isIndexEndless) {
        this.#pourIndex(response);
        return;
      }
      response
        .writeHead(this.index?.status ?? 200, { 'content-type': 'application/json' })
        .end(this.index?.body ?? JSON.stringify(this.#tree()));
      return;
    }
    const path = url.replace(/^\/moved/, '').replace(`/${REPOSITORY}/resolve/main/`, '');
    const content = this.files.get(path);
    if (content === undefined) response.writeHead(404).end();
    else if (this.isRedirecting && !url.startsWith('/moved')) response.writeHead(302, { location: `${this.address}/moved${url}` }).end();
    else this.#send(response, content, { range, fault: path.endsWith('.onnx') ? (this.faults.shift() ?? 'none') : 'none' });
  }

  #send(response: ServerResponse, content: Buffer, { range, fault }: { readonly range: string | undefined; readonly fault: Fault }): void {
    if (fault === 'not-found') response.writeHead(404).end();
    else if (fault === 'busy') response.writeHead(503).end();
    else if (fault === 'html') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Please log in</html>');
    else if (fault === 'no-range-possible' && range !== undefined)
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    else {
      const asked = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
      const from = fault === 'ignore-range' ? 0 : asked;
      const body = bodyOf(content.subarray(from), fault);
      const start = fault === 'other-part' ? from + 1 : from;
      const headers = { 'content-type': 'application/octet-stream', 'content-length': body.length };
      if (from > 0) response.writeHead(206, { ...headers, 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` });
      else response.writeHead(200, headers);
      if (fault === 'break' && this.breakAfter < body.length)
        response.write(body.subarray(0, this.breakAfter), () => void setTimeout(() => response.destroy(), 20));
      else if (fault === 'slow') response.write(body.subarray(0, 10));
      else response.end(body);
    }
  }

  #pourIndex(response: ServerResponse): void {
    const more = (): void => {
      if (response.destroyed || this.indexBytes > 200e6) return;
      this.indexBytes += 65_536;
      if (response.write(' '.repeat(65_536))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  }

  #tree(): object[] {
    const entries = [...this.files].map(([path, content]) => {
      const hash = this.sha256 ?? createHash('sha256').update(content).digest('hex');
      const large = { lfs: { oid: hash, size: content.length, pointerSize: 134 } };
      return { type: 'file', path, size: content.length, oid: 'a'.repeat(40), ...(path.endsWith('.onnx') ? large : {}) };
    });
    return [{ type: 'directory', path: 'onnx', size: 0, oid: 'b'.repeat(40) }, ...entries];
  }
}

function bodyOf(content: Buffer, fault: Fault): Buffer {
  if (fault === 'wrong-bytes') return Buffer.from(content.map((byte) => byte ^ 1));
  return fault === 'too-long' ? Buffer.concat([content, Buffer.from('more')]) : content;
}
