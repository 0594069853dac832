import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OrderView, PositionView, ProposalView, SignalView, TradingView } from '../../shared/contract/index.ts';
import { barRows, writeBarFile } from '../support/bar-file.ts';
import { bitflow, bitflowServe } from '../support/command-line.ts';
import { openRest } from '../support/doors.ts';
import { eventually } from '../support/eventually.ts';
import { httpRequest } from '../support/http-request.ts';
import type { SpawnedHost } from '../support/spawned-host.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Running {
  readonly host: SpawnedHost;
  readonly dataDir: string;
  readonly client: ReturnType<typeof openRest>['client'];
  /** Runs a command against this host, found by its folder, and returns its JSON answer. */
  readonly ask: <T>(...args: string[]) => Promise<{ readonly status: number | null; readonly answer: T }>;
}

interface Answer {
  readonly message: string;
  readonly orderIds: readonly string[];
}

/** A host on a file of bars that is played quickly up to its 1500th bar and then stands still. */
async function running(): Promise<Running> {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  const market = `csv:${writeBarFile(folder, barRows(20_000))}`;
  const host = await bitflowServe(['--market', market, '--data-dir', dataDir, '--speed', '60000']);
  const { client } = openRest(host.origin, host.answer.token);
  await eventually(async () => expect((await client.engine.status()).rows).toBeGreaterThan(1_500), 20_000);
  await client.market.setPlayback({ isPaused: true });
  const ask = async <T>(...args: string[]) => {
    const result = await bitflow([...args, '--data-dir', dataDir, '--json']);
    return { status: result.status, answer: result.json<T>() };
  };
  return { host, dataDir, client, ask };
}

describe('a running host', () => {
  it('says how to reach it in its first line, and is found by its folder or by its address', async () => {
    const { host, dataDir } = await running();
    expect(host.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(host.answer.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#code=[\w-]+$/);
    expect(host.answer.engine).toEqual({ pid: expect.any(Number) as number, state: 'running' });
    const tokenFile = join(temporaryFolder(), 'token');
    writeFileSync(tokenFile, `${host.answer.token}\n`);
    const answers = await Promise.all([
      bitflow(['status', '--json', '--data-dir', dataDir]),
      bitflow(['status', '--json', '--url', host.origin, '--token-file', tokenFile]),
      bitflow(['status', '--json', '--url', host.answer.url, '--token-file', join(dataDir, 'instance.json')]),
      bitflow(['status', '--json'], { env: { BITFLOW_DATA_DIR: join(dataDir, '..') } }),
    ]);
    expect(answers.map(({ status, stderr }) => ({ status, stderr }))).toEqual(answers.map(() => ({ status: 0, stderr: '' })));
    const accounts = answers.map((answer) => answer.json<{ account: unknown; trading: TradingView }>());
    expect(accounts.map(({ account, trading }) => ({ account, trading }))).toEqual(
      accounts.map(() => ({ account: accounts[0].account, trading: accounts[0].trading })),
    );
    const plain = await bitflow(['status', '--data-dir', dataDir]);
    expect(plain.stdout).toMatch(/Engine +running\n[^]*Mode +paper, manual, trading active/);
  });

  it('refuses a wrong token with status 1 and a code', async () => {
    const { host } = await running();
    const tokenFile = join(temporaryFolder(), 'token');
    writeFileSync(tokenFile, 'a'.repeat(43));
    for (const command of ['status', 'open', 'kill']) {
      const result = await bitflow([command, '--json', '--url', host.origin, '--token-file', tokenFile]);
      expect([result.status, result.json<{ error: { code: string } }>().error.code]).toEqual([
        1,
        command === 'open' ? 'host-refused' : 'unauthorized',
      ]);
    }
  });

  it('gives new addresses that work once, also ones that can only look', async () => {
    const { host, ask } = await running();
    const exchange = async (url: string) => {
      const headers = { origin: host.origin, 'content-type': 'application/json' };
      const body = JSON.stringify({ code: new URLSearchParams(new URL(url).hash.slice(1)).get('code') });
      const { status, text } = await httpRequest(host.origin, '/auth/exchange', { method: 'POST', headers, body });
      return status === 200 ? (JSON.parse(text) as { scope: string }).scope : status;
    };
    const { answer: trading } = await ask<{ url: string }>('open');
    const { answer: looking } = await ask<{ url: string }>('open', '--read-only');
    expect([
      await exchange(trading.url),
      await exchange(looking.url),
      await exchange(trading.url),
      await exchange(host.answer.url),
    ]).toEqual(['trade', 'read', 401, 'trade']);
  });

  it('is traded from the terminal: positions, orders, close, kill and resume', async () => {
    const { client, ask } = await running();
    await client.settings.update({ changes: { proposals: { expiryMinutes: 1440 } } });
    await client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type: 'market', quantity: '10', stop: '20', target: '900' });
    await client.market.setPlayback({ isPaused: false, speed: 600 });
    await eventually(
      async () => expect((await ask<PositionView[]>('positions')).answer).toMatchObject([{ instrumentId: 'ABC.CSV', quantity: '10' }]),
      10_000,
    );
    const { answer: orders } = await ask<OrderView[]>('orders', '--limit', '3');
    expect(orders.map(({ role }) => role).toSorted()).toEqual(['entry', 'stop-loss', 'take-profit']);
    const unknown = await ask<{ error: { code: string; message: string } }>('close', 'XYZ');
    expect(unknown).toEqual({ status: 1, answer: { error: { code: 'not-found', message: 'There is no instrument XYZ; there are ABC.' } } });
    expect(await ask<Answer>('close', 'abc')).toMatchObject({ status: 0, answer: { message: 'closing' } });
    await eventually(async () => expect((await ask<PositionView[]>('positions')).answer).toEqual([]), 10_000);
    const again = await ask<{ error: { code: string } }>('close', 'ABC');
    expect([again.status, again.answer.error.code]).toEqual([1, 'no-position']);
    await client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type: 'limit', quantity: '3', limitPrice: '25' });
    expect(await ask<Answer>('kill')).toMatchObject({
      status: 0,
      answer: { message: expect.stringContaining('1 entry order cancelled') as string },
    });
    expect((await ask<{ trading: TradingView }>('status')).answer.trading).toMatchObject({ state: 'halted' });
    expect(await ask<Answer>('resume')).toMatchObject({ status: 0 });
    expect((await ask<{ trading: TradingView }>('status')).answer.trading).toMatchObject({ state: 'active' });
  });

  it('has its proposals approved and rejected by their own id or their signal, each once', async () => {
    const { client, ask } = await running();
    await client.settings.update({ changes: { proposals: { expiryMinutes: 1440 }, signals: { cooldownBars: 0 } } });
    await client.market.setPlayback({ isPaused: false, speed: 6_000 });
    await eventually(async () => expect((await client.proposals.list()).length).toBeGreaterThan(0), 30_000);
    await client.market.setPlayback({ isPaused: true });
    const [proposal]: ProposalView[] = await client.proposals.list();
    const { answer: signals } = await ask<(SignalView & { proposalId: string | null })[]>('signals', '--limit', '1000');
    expect(signals.find(({ id }) => id === proposal.signalId)).toMatchObject({ proposalId: proposal.id });
    const repriced = await ask<Answer & { proposalId: string }>('reprice', proposal.id);
    expect(repriced).toMatchObject({ status: 0, answer: { message: expect.stringMatching(/^re-priced as /) as string } });
    expect(await client.proposals.list()).toMatchObject([{ id: repriced.answer.proposalId, repricedFrom: proposal.id, status: 'pending' }]);
    expect(await ask('reprice', proposal.id)).toMatchObject({ status: 1, answer: { error: { code: 'already-decided' } } });
    expect(await ask<Answer>('reject', proposal.signalId)).toMatchObject({ status: 0, answer: { message: 'rejected' } });
    const late = await ask<{ error: { code: string } }>('approve', proposal.id);
    expect([late.status, late.answer.error.code]).toEqual([1, 'already-decided']);
    const unknown = await ask<{ error: { code: string } }>('approve', 'no such thing');
    expect([unknown.status, unknown.answer.error.code]).toEqual([1, 'not-found']);
  });
});
