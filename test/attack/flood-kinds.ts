/** What a flood is made of. */
export const floodKinds = ['requests', 'files', 'other sites', 'wrong codes', 'upgrades', 'connections', 'known'] as const;
export type FloodKind = (typeof floodKinds)[number];

export interface FloodOptions {
  readonly kind: FloodKind;
  readonly port: number;
  readonly forMs: number;
  /** Of another access of the same user, for the kind `known`. */
  readonly bearer: string;
}

/** What a flood did, as its process prints it. */
export interface FloodReport {
  readonly sent: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
}

type Requests = Readonly<Record<FloodKind, (n: number) => string>>;

/** Returns what makes the requests of each kind, as bytes of HTTP. */
export function floodRequests({ port, bearer }: FloodOptions): Requests {
  const names = `Host: 127.0.0.1:${port}\r\n`;
  const origin = `Origin: http://127.0.0.1:${port}\r\n`;
  const upgrade =
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  return {
    requests: () => `GET /api/status HTTP/1.1\r\n${names}Authorization: Bearer ${'x'.repeat(43)}\r\n\r\n`,
    files: (n) => `GET /?${n} HTTP/1.1\r\n${names}\r\n`,
    'other sites': () => `GET / HTTP/1.1\r\n${names}Sec-Fetch-Site: cross-site\r\n\r\n`,
    'wrong codes': (n) => {
      const body = JSON.stringify({ code: `wrong-${n}` });
      return `POST /auth/exchange HTTP/1.1\r\n${names}${origin}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    },
    upgrades: () => `GET /socket HTTP/1.1\r\n${names}${origin}${upgrade}\r\n`,
    connections: () => `GET / HTTP/1.1\r\n${names}X-Never-Ends: `,
    known: (n) => `GET /api/${n % 2 === 0 ? 'status' : 'workspace'} HTTP/1.1\r\n${names}Authorization: Bearer ${bearer}\r\n\r\n`,
  };
}
