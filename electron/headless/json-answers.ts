import type { IncomingMessage, ServerResponse } from 'node:http';

const MOST_BODY_BYTES = 4 * 1024;

/** Returns the path that a request asks for, or `null` when its address is none of this host's. */
export function pathnameOf({ url }: IncomingMessage): string | null {
  return url?.startsWith('/') === true ? (URL.parse(`http://host${url}`)?.pathname ?? null) : null;
}

/** Answers with JSON; to HEAD with the headers of the same. */
export function respond(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  });
  response.end(text);
}

/** Refuses and lets the connection go, so that whoever asks too much has at least to come again. */
export function dismiss(response: ServerResponse, status: number, body: unknown): void {
  response.setHeader('Connection', 'close');
  respond(response, status, body);
}

/** Says which methods are taken. */
export function respondMethods(response: ServerResponse, methods: readonly string[]): void {
  response.setHeader('Allow', methods.join(', '));
  respond(response, 405, { error: `Expected ${methods.join(' or ')}.` });
}

/** Reads a small JSON body; `null` where it is none or too long. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MOST_BODY_BYTES) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
