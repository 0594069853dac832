import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** A file of the window, ready to be answered with. */
export interface WindowFile {
  readonly content: Buffer<ArrayBuffer>;
  readonly type: string;
  /** Its name changes with its content, so it may be kept for ever. */
  readonly isNamedByContent: boolean;
}

/**
 * The built window. Its files are listed once, so that no request can name a path: what is not in the list does not exist.
 */
export class WindowFiles {
  readonly #files = new Map<string, string>();
  /** What was read last of each file, so that however many ask for it at once it is in memory once. */
  readonly #read = new Map<string, ReadFile>();

  constructor(root: string) {
    for (const name of namesBelow(root)) {
      const path = join(root, name);
      if (statSync(path).isFile()) this.#files.set(`/${name.replaceAll('\\', '/')}`, path);
    }
  }

  /** Whether the window was built. */
  get isBuilt(): boolean {
    return this.#files.has('/index.html');
  }

  /** Returns the file of a path such as `/assets/index.js`, or `null`; `/` is the page itself. */
  find(pathname: string): WindowFile | null {
    const name = pathname === '/' ? '/index.html' : pathname;
    const path = this.#files.get(name);
    if (path === undefined) return null;
    const content = this.#contentOf(path);
    if (content === null) return null;
    return {
      content,
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      isNamedByContent: name.startsWith('/assets/'),
    };
  }

  #contentOf(path: string): Buffer<ArrayBuffer> | null {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return null;
    const { mtimeMs } = status;
    const known = this.#read.get(path);
    if (known?.changedMs === mtimeMs) return known.content;
    const content = readFileSync(path);
    this.#read.set(path, { content, changedMs: mtimeMs });
    return content;
  }
}

interface ReadFile {
  readonly content: Buffer<ArrayBuffer>;
  readonly changedMs: number;
}

/** Returns the headers of every answer; a page of ours can load only what is ours, and nobody can frame it. */
export function securityHeaders(connections: readonly string[]): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src ${["'self'", ...connections].join(' ')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=()',
  };
}

function namesBelow(root: string): string[] {
  try {
    return readdirSync(root, { recursive: true, encoding: 'utf8' });
  } catch {
    // A window that was not built is an empty list; whoever serves it says so.
    return [];
  }
}
