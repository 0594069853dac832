import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contractProcedures } from '../../shared/contract/index.ts';
import { bareHost } from '../support/bare-host.ts';
import { eventually } from '../support/eventually.ts';
import { httpRequest } from '../support/http-request.ts';
import { servedMarket } from '../support/served-workstation.ts';

const EXAMPLES: Readonly<Record<string, string>> = {
  instrumentId: 'ABC.CSV',
  proposalId: 'p-1',
  clientOrderId: 'o-1',
  id: 'word-list',
};

const pathOf = (route: string): string => `/api${route.replaceAll(/\{(\w+)\}/g, (_all, name: string) => EXAMPLES[name])}`;

describe('HEAD', () => {
  it('is answered as GET without the content, wherever there is a GET', async () => {
    const served = await servedMarket({ bars: 50 });
    onTestFinished(() => served.close());
    const headers = { authorization: `Bearer ${served.host.access.issueBearer('read')}` };
    const routes = contractProcedures.filter(({ method, isStream }) => method === 'GET' && !isStream).map(({ route }) => pathOf(route));
    const found: string[] = [];
    for (const path of [...routes, '/', '/api/health', '/api/openapi.json', '/no-such-file', '/api/no-such-thing']) {
      const [get, head] = [
        await httpRequest(served.origin, path, { headers }),
        await httpRequest(served.origin, path, { method: 'HEAD', headers }),
      ];
      if (head.text !== '') found.push(`${path} has content`);
      if (head.status !== get.status) found.push(`${path}: ${head.status}, GET ${get.status}`);
      if (head.headers['content-type'] !== get.headers['content-type']) found.push(`${path}: ${String(head.headers['content-type'])}`);
    }
    expect(found).toEqual([]);
  });

  it('of a stream says what it is and opens none', async () => {
    const served = await servedMarket({ bars: 50 });
    onTestFinished(() => served.close());
    const headers = { authorization: `Bearer ${served.host.access.issueBearer('read')}` };
    for (const { route } of contractProcedures.filter(({ method, isStream }) => method === 'GET' && isStream)) {
      const { status, headers: said } = await httpRequest(served.origin, pathOf(route), { method: 'HEAD', headers });
      expect([status, said['content-type']]).toEqual([200, 'text/event-stream']);
    }
    expect(served.streamCount()).toBe(0);
  });
});

describe('a method that is not taken', () => {
  const methods = ['OPTIONS', 'TRACE', 'PUT', 'DELETE', 'PROPFIND', 'PURGE'];

  it.each(methods)('%s is answered with those that are, on every path there is', async (method) => {
    const { host, ask } = await bareHost();
    const headers = { authorization: `Bearer ${host.access.issueBearer('trade')}`, 'content-length': '0' };
    const paths = ['/', '/assets/index-abc.js', '/api/health', '/api/openapi.json', '/auth/codes', '/auth/exchange'];
    const found: string[] = [];
    for (const path of [...paths, ...contractProcedures.map(({ route }) => pathOf(route))]) {
      const { status, headers: said } = await ask(path, { method, headers });
      if (status !== 405 || said.allow === undefined) found.push(`${path}: ${status} ${String(said.allow)}`);
    }
    expect(found).toEqual([]);
  });

  it('does not name what a stranger may not ask', async () => {
    const { ask } = await bareHost();
    expect((await ask('/api/trading/kill', { method: 'OPTIONS' })).status).toBe(401);
  });

  it('CONNECT opens nothing', async () => {
    const { port, ask } = await bareHost();
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(`CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`));
      socket.on('data', (data: Buffer) => (text += data.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', () => undefined);
    });
    expect(answer).not.toContain('200');
    expect((await ask('/api/health')).status).toBe(200);
  });
});

describe('health', () => {
  it('says since when the engine is silent, and is not well', async () => {
    const { ask } = await bareHost({ answersPings: false });
    await eventually(async () => {
      const { status, text } = await ask('/api/health');
      expect({ status, body: JSON.parse(text) as unknown }).toEqual({
        status: 503,
        body: { status: 'unavailable', engine: 'silent', sinceMs: expect.any(Number) as number },
      });
    });
  });
});
