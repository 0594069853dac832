import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { bareHost, exchangeOf } from '../support/bare-host.ts';
import { httpRequest } from '../support/http-request.ts';

const bearerOf = (token: string) => ({ authorization: `Bearer ${token}` });
const outside = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === 'IPv4' && !each.internal)?.address;

describe('the single-use code', () => {
  it('is exchanged by POST for a bearer that the API then knows', async () => {
    const { host, origin, ask } = await bareHost();
    const answer = await ask('/auth/exchange', exchangeOf(host.access.issueCode('trade'), origin));
    expect(answer.status).toBe(200);
    const { bearer, scope } = JSON.parse(answer.text) as { bearer: string; scope: string };
    expect(scope).toBe('trade');
    expect((await ask('/api/openapi.json', { headers: bearerOf(bearer) })).status).toBe(200);
  });

  it('is refused the second time', async () => {
    const { host, origin, ask } = await bareHost();
    const question = exchangeOf(host.access.issueCode('trade'), origin);
    await ask('/auth/exchange', question);
    expect((await ask('/auth/exchange', question)).status).toBe(401);
  });

  it('is not used up by a request that was refused for its origin', async () => {
    const { host, origin, ask } = await bareHost();
    const code = host.access.issueCode('trade');
    expect((await ask('/auth/exchange', exchangeOf(code, 'http://evil.example'))).status).toBe(403);
    expect((await ask('/auth/exchange', exchangeOf(code, origin))).status).toBe(200);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('is not exchanged by %s, and stays good', async (method) => {
    const { host, origin, ask } = await bareHost();
    const code = host.access.issueCode('trade');
    const refused = await ask(`/auth/exchange?code=${code}`, { ...exchangeOf(code, origin), method });
    expect({ status: refused.status, hasBearer: refused.text.includes('bearer') }).toEqual({ status: 405, hasBearer: false });
    expect((await ask('/auth/exchange', exchangeOf(code, origin))).status).toBe(200);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'code=abc'],
    ['a list', '["abc"]'],
    ['a number', '{"code":12}'],
    ['null', 'null'],
  ])('is asked for when the body is %s', async (_what, body) => {
    const { origin, ask } = await bareHost();
    expect((await ask('/auth/exchange', { ...exchangeOf('', origin), body })).status).toBe(400);
  });

  it('is issued only to a bearer that may trade', async () => {
    const { host, ask } = await bareHost();
    const asked = async (headers: Record<string, string>) => (await ask('/auth/codes', { method: 'POST', headers })).status;
    expect(await asked({})).toBe(401);
    expect(await asked(bearerOf(host.access.issueBearer('read')))).toBe(403);
    expect(await asked(bearerOf(host.access.issueBearer('trade')))).toBe(200);
  });

  it('for looking gives a bearer that is only for looking', async () => {
    const { host, origin, ask } = await bareHost();
    const headers = bearerOf(host.access.issueBearer('trade'));
    const issued = await ask('/auth/codes', { method: 'POST', headers, body: JSON.stringify({ scope: 'read' }) });
    const { code } = JSON.parse(issued.text) as { code: string };
    const exchanged = await ask('/auth/exchange', exchangeOf(code, origin));
    expect(JSON.parse(exchanged.text)).toMatchObject({ scope: 'read' });
  });
});

describe('the API', () => {
  it.each([
    ['no header', {}],
    ['an unknown token', bearerOf('a'.repeat(43))],
    ['another scheme', { authorization: `Basic ${Buffer.from('user:password').toString('base64')}` }],
    ['an empty bearer', { authorization: 'Bearer ' }],
  ])('answers 401 to %s', async (_what, headers) => {
    const { ask } = await bareHost();
    const answer = await ask('/api/status', { headers });
    expect({ status: answer.status, asks: answer.headers['www-authenticate'] }).toEqual({ status: 401, asks: 'Bearer' });
  });

  it('does not take a token from the address', async () => {
    const { host, ask } = await bareHost();
    const token = host.access.issueBearer('trade');
    for (const path of [`/api/openapi.json?token=${token}`, `/api/openapi.json?authorization=Bearer%20${token}`])
      expect((await ask(path)).status).toBe(401);
  });

  it('does not take a token from a cookie', async () => {
    const { host, ask } = await bareHost();
    const token = host.access.issueBearer('trade');
    const answer = await ask('/api/openapi.json', { headers: { cookie: `bearer=${token}; authorization=Bearer ${token}` } });
    expect(answer.status).toBe(401);
  });

  it('refuses a bearer of another host', async () => {
    const [mine, other] = [await bareHost(), await bareHost()];
    const headers = bearerOf(other.host.access.issueBearer('trade'));
    expect((await mine.ask('/api/openapi.json', { headers })).status).toBe(401);
  });
});

describe('the names of a request', () => {
  const hostsRefused = ['evil.example', '127.0.0.1', 'localhost', '127.0.0.1:1', '127.0.0.1.evil.example', '[::1]'];

  it.each(hostsRefused)('Host "%s" is refused, whatever the path and the bearer', async (name) => {
    const { host, ask } = await bareHost();
    const headers = { host: name, ...bearerOf(host.access.issueBearer('trade')) };
    const statuses = await Promise.all(
      ['/', '/api/health', '/api/openapi.json'].map(async (path) => (await ask(path, { headers })).status),
    );
    expect(statuses).toEqual([421, 421, 421]);
  });

  it('127.0.0.1 and localhost with the port are taken', async () => {
    const { port, ask } = await bareHost();
    for (const name of [`127.0.0.1:${port}`, `localhost:${port}`])
      expect((await ask('/api/health', { headers: { host: name, origin: `http://${name}` } })).status).toBe(200);
  });

  it.each([
    ['another site', () => 'http://evil.example'],
    ['the same name without the port', () => 'http://127.0.0.1'],
    ['the same name with another port', (port: number) => `http://127.0.0.1:${port + 1}`],
    ['the other name of the same host', (port: number) => `http://localhost:${port}`],
    ['another scheme', (port: number) => `https://127.0.0.1:${port}`],
    ['a page without an origin', () => 'null'],
    ['a name that begins alike', (port: number) => `http://127.0.0.1:${port}.evil.example`],
    ['an empty one', () => ''],
  ])('Origin of %s is refused, also with a bearer', async (_what, originOf) => {
    const { host, port, ask } = await bareHost();
    const headers = { origin: originOf(port), ...bearerOf(host.access.issueBearer('trade')) };
    expect((await ask('/api/openapi.json', { headers })).status).toBe(403);
  });

  it('a missing Origin is taken with a bearer, but not to exchange a code', async () => {
    const { host, ask } = await bareHost();
    const headers = bearerOf(host.access.issueBearer('trade'));
    expect((await ask('/api/openapi.json', { headers })).status).toBe(200);
    const body = JSON.stringify({ code: host.access.issueCode('trade') });
    expect((await ask('/auth/exchange', { method: 'POST', body })).status).toBe(403);
  });
});

describe('every answer', () => {
  const paths = ['/', '/assets/index-abc.js', '/no-such-file', '/api/health', '/api/status', '/auth/exchange', '/auth/codes'];

  it.each(paths)('to %s carries the headers that keep the page to itself, and none that lets others in', async (path) => {
    const { origin, ask } = await bareHost();
    const { headers } = await ask(path, { headers: { origin } });
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    const others = Object.keys(headers).filter((name) => name.startsWith('access-control-') || name === 'set-cookie');
    expect(others).toEqual([]);
  });

  it('to a preflight of another site allows nothing', async () => {
    const { ask } = await bareHost();
    const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST' };
    const answer = await ask('/api/orders', { method: 'OPTIONS', headers });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('has a policy under which a page runs only its own scripts and speaks only with this host', async () => {
    const { port, ask } = await bareHost();
    const policy = String((await ask('/')).headers['content-security-policy']);
    const directives = new Map(policy.split('; ').map((text) => [text.split(' ')[0], text.split(' ').slice(1)]));
    expect(Object.fromEntries(directives)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'", `ws://127.0.0.1:${port}`, `ws://localhost:${port}`],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    });
  });

  it('to health says how the engine is and nothing that identifies it', async () => {
    const { ask } = await bareHost();
    const answer = await ask('/api/health');
    expect({ status: answer.status, body: JSON.parse(answer.text) }).toEqual({ status: 200, body: { status: 'ok', engine: 'running' } });
  });
});

describe('the address', () => {
  it.skipIf(outside === undefined)('is not reachable on any other interface of the machine', async () => {
    const { port } = await bareHost();
    await expect(httpRequest(`http://${outside ?? ''}:${port}`, '/api/health')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
