import { afterAll, beforeAll, expect, it } from 'vitest';
import { procedures, SAMPLES } from '../support/contract-procedures.ts';
import { type HttpAnswer, httpRequest } from '../support/http-request.ts';
import { type ServedWorkstation, servedMarket } from '../support/served-workstation.ts';

interface Operation {
  readonly operationId: string;
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const held: { served: ServedWorkstation | null; token: string } = { served: null, token: '' };

beforeAll(async () => {
  held.served = await servedMarket({ bars: 200 });
  held.token = held.served.host.access.issueBearer('trade');
});

afterAll(async () => {
  await held.served?.close();
});

function ask(path: string, method = 'GET', body?: unknown): Promise<HttpAnswer> {
  const headers = { authorization: `Bearer ${held.token}`, 'content-type': 'application/json' };
  return httpRequest(held.served?.origin ?? '', path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function document(): Promise<OpenApi> {
  return JSON.parse((await ask('/api/openapi.json')).text) as OpenApi;
}

const filled = (route: string): string => route.replace(/\{(\w+)\}/g, (_, name: string) => String(SAMPLES[name]));

it('the OpenAPI document lists exactly the procedures of the contract', async () => {
  const { paths } = await document();
  const listed = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(listed.toSorted()).toEqual(procedures.map(({ method, route }) => `${method} ${route}`).toSorted());
});

it('every procedure has a route of its own', () => {
  const routes = procedures.map(({ method, route }) => `${method} ${route}`);
  expect(new Set(routes).size).toBe(routes.length);
});

it('what changes something is never asked for by GET', () => {
  expect(procedures.filter(({ scope, method }) => scope === 'trade' && method === 'GET')).toEqual([]);
});

it.each(procedures.filter(({ scope }) => scope === 'trade'))('$method $route does nothing when it is asked by GET', async ({ route }) => {
  const before = await ask('/api/workspace');
  const answer = await ask(`/api${filled(route)}?limit=1`);
  expect([200, 400, 404, 405]).toContain(answer.status);
  expect((await ask('/api/workspace')).text).toBe(before.text);
});

it.each(procedures.filter(({ method, isStream }) => method === 'GET' && !isStream))(
  '$method $route is answered as JSON, as the document says',
  async ({ route }) => {
    const operation = (await document()).paths[route]['get'];
    expect(Object.keys(operation.responses['200'].content ?? {})).toEqual(['application/json']);
    const answer = await ask(`/api${filled(route)}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json']);
    expect(JSON.parse(answer.text)).toEqual(expect.anything());
  },
);

it('a stream is answered as events', async () => {
  const response = await fetch(`${held.served?.origin ?? ''}/api/workspace/stream`, { headers: { authorization: `Bearer ${held.token}` } });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('\n\n')) text += (await reader?.read())?.value ?? '\n\n';
  expect(text).toMatch(/event: message\ndata: \{.*"resync"/);
  await reader?.cancel();
});

it.each([
  ['/api/trading/kill', 200],
  ['/api/trading/resume', 200],
  ['/api/positions/flatten', 200],
  ['/api/positions/ABC.CSV/close', 409],
  ['/api/proposals/none/reject', 409],
  ['/api/proposals/none/reprice', 409],
])('POST %s needs no body to be understood', async (path, status) => {
  expect((await ask(path, 'POST')).status).toBe(status);
});

it.each([
  ['not JSON', '{"flatten":'],
  ['a list', '[true]'],
  ['a number', '12'],
])('a body that is %s is refused and nothing is halted', async (_what, body) => {
  const headers = { authorization: `Bearer ${held.token}`, 'content-type': 'application/json' };
  const answer = await httpRequest(held.served?.origin ?? '', '/api/trading/kill', { method: 'POST', headers, body });
  expect(answer.status).toBe(400);
  expect(JSON.parse((await ask('/api/trading')).text)).toMatchObject({ state: 'active' });
});

it.each([
  '/api/__proto__',
  '/api/constructor/constructor',
  '/api/engine/status',
  '/api//status',
  '/api/',
  '/api/instruments/%E0%A4%A/bars',
])('%s is not there, and says so', async (path) => {
  const answer = await ask(path);
  expect([400, 404]).toContain(answer.status);
  expect(JSON.parse(answer.text)).toEqual(expect.anything());
});

it('no answer holds a token', async () => {
  const access = held.served?.host.access;
  const secrets = [held.token, access?.issueBearer('read') ?? '', access?.issueCode('trade') ?? ''];
  const routes = procedures.filter(({ method, isStream }) => method === 'GET' && !isStream).map(({ route }) => `/api${filled(route)}`);
  for (const path of [...routes, '/api/openapi.json', '/api/health', '/', '/nothing', `/api/${held.token}x`]) {
    const { text, headers } = await ask(path);
    const words = text.replaceAll(`${held.token}x`, '') + JSON.stringify(headers);
    expect(secrets.filter((secret) => words.includes(secret))).toEqual([]);
  }
});
