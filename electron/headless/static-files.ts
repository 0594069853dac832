import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
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

/** Headers of every answer; a page of ours can load only what is ours, and nobody can frame it. */
export function securityHeaders(port: number): Readonly<Record<string, string>> {
  const sockets = `ws://127.0.0.1:${port} ws://localhost:${port}`;
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ${sockets}`,
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

/**
 * Serves the built window. The files are listed once, so that no request can name a path: what is not in the list does not
 * exist.
 */
export class StaticFiles {
  readonly #files = new Map<string, string>();

  constructor(root: string) {
    let names: string[] = [];
    try {
      names = readdirSync(root, { recursive: true, encoding: 'utf8' });
    } catch {
      // Without a built window only the API is served; the answer for "/" says so.
    }
    for (const name of names) {
      const path = join(root, name);
      if (statSync(path).isFile()) this.#files.set(`/${name.replaceAll('\\', '/')}`, path);
    }
  }

  /** Answers with a file; returns false when there is none of that name. */
  serve(pathname: string, response: ServerResponse, isHead: boolean): boolean {
    const name = pathname === '/' ? '/index.html' : pathname;
    const path = this.#files.get(name);
    if (path === undefined) return false;
    const content = readFileSync(path);
    const isNamedByContent = name.startsWith('/assets/');
    response.writeHead(200, {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Content-Length': content.byteLength,
      'Cache-Control': isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-store',
    });
    response.end(isHead ? undefined : content);
    return true;
  }
}
