import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseStart } from '../../../electron/main/choose-start.ts';
import { parseDeepLink } from '../../../electron/main/deep-link.ts';
import { placesOf } from '../../../electron/main/places.ts';
import { parseStart, startArguments } from '../../../electron/main/start-request.ts';
import { temporaryFolder } from '../../support/temporary.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const NOTHING = { isChoice: false, dataDir: null, market: null, speed: null, mode: null, instrumentId: null };

describe('the arguments of a start', () => {
  it.each([
    { args: [], request: {} },
    { args: ['--choose'], request: { isChoice: true } },
    { args: ['--data-dir', 'acc'], request: { dataDir: '/home/acc' } },
    { args: ['--data-dir=/x/acc', '--mode=auto', '--speed=10'], request: { dataDir: '/x/acc', mode: 'auto', speed: 10 } },
    { args: ['--seed', '7'], request: { market: { kind: 'sim', seed: 7 } } },
    { args: ['--market', 'sim'], request: { market: { kind: 'sim', seed: null } } },
    {
      args: ['--market', 'csv:a.csv,/b.csv', '--timezone', 'Europe/Berlin', '--instrument', 'i.json', '--skip-bad-rows'],
      request: {
        market: {
          kind: 'csv',
          paths: ['/home/a.csv', '/b.csv'],
          timeZone: 'Europe/Berlin',
          instrumentPath: '/home/i.json',
          skipBadRows: true,
        },
      },
    },
    { args: ['bitflow://symbol/NVK.SIM'], request: { instrumentId: 'NVK.SIM' } },
    // What Chromium, a test driver or the platform adds.
    { args: ['--remote-debugging-port=0', '--enable-logging', '/somewhere/app', '--original-process-start-time=133'], request: {} },
  ])('$args are read', ({ args, request }) => {
    expect(parseStart(args, '/home')).toEqual({ ok: true, value: { ...NOTHING, ...request } });
  });

  it('that name a file of bars open its market', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'AAPL_1m.csv'), 'time,close\n');
    expect(parseStart(['AAPL_1m.csv', 'gone.csv'], folder)).toMatchObject({
      ok: true,
      value: { market: { kind: 'csv', paths: [join(folder, 'AAPL_1m.csv')] } },
    });
  });

  it.each([
    [['--data-dir'], '--data-dir'],
    [['--data-dir='], '--data-dir'],
    [['--seed', 'x'], '--seed'],
    [['--seed', '-1'], '--seed'],
    [['--seed', '4294967296'], '--seed'],
    [['--seed', '1.5'], '--seed'],
    [['--speed', '0'], '--speed'],
    [['--mode', 'yolo'], 'manual or auto'],
    [['--market', 'nasdaq'], 'csv:FILE'],
    [['--market', 'csv:'], 'Expected a file'],
    [['--market', 'sim', '--skip-bad-rows'], 'no use for them'],
  ])('%j are refused with what was expected', (args, words) => {
    const request = parseStart(args, '/home');
    expect(request.ok ? '' : request.error).toContain(words);
    expect(chooseStart(request, [])).toEqual({ kind: 'choice', problem: request.ok ? '' : request.error });
  });

  it('that are written anew ask for the same', () => {
    const start = {
      dataDir: '/x/my acc',
      market: { kind: 'csv' as const, paths: ['/a b.csv'], timeZone: 'UTC', instrumentPath: '/i.json', skipBadRows: true },
    };
    expect(parseStart(startArguments(start).toReversed(), '/')).toEqual({ ok: true, value: { ...NOTHING, ...start } });
    const seeded = { dataDir: null, market: { kind: 'sim' as const, seed: 0 } };
    expect(parseStart(startArguments(seeded), '/')).toEqual({ ok: true, value: { ...NOTHING, ...seeded } });
  });
});

describe('a start', () => {
  const known = (dataDir: string, seed: number) => ({ dataDir, market: { kind: 'sim' as const, seed }, openedAt: 1 });

  it('at first opens the simulated market, and later the account that was open last and is still there', () => {
    const base = temporaryFolder();
    vi.stubEnv('BITFLOW_DATA_DIR', base);
    const plain = parseStart([], '/');
    expect(chooseStart(plain, [])).toMatchObject({ kind: 'account', dataDir: join(base, 'sim'), market: { kind: 'sim', seed: null } });
    mkdirSync(join(base, 'b'));
    expect(chooseStart(plain, [known(join(base, 'gone'), 1), known(join(base, 'b'), 2)])).toMatchObject({
      dataDir: join(base, 'b'),
      market: { kind: 'sim', seed: 2 },
    });
  });

  it('in a folder that was open before opens it with its market', () => {
    expect(chooseStart(parseStart(['--data-dir=/x/b'], '/'), [known('/x/b', 9)])).toMatchObject({ dataDir: '/x/b', market: { seed: 9 } });
  });

  it('has places of its own for each account, beside all journals, whether or not the folder is there yet', () => {
    const base = temporaryFolder();
    vi.stubEnv('BITFLOW_DATA_DIR', base);
    const before = placesOf('/app', join(base, 'sim'));
    mkdirSync(join(base, 'sim'));
    expect(placesOf('/app', join(base, 'sim', '..', 'sim'))).toEqual(before);
    expect(placesOf('/app', join(base, 'other')).userData).not.toBe(before.userData);
    expect(before.userData.startsWith(join(base, 'sim'))).toBe(false);
    vi.stubEnv('BITFLOW_DATA_DIR', undefined);
    // On macOS accounts are in "bitflow" in the same place, in letters of either case.
    expect(placesOf('/app', '/x').shell).toBe(join('/app', 'BitFlow Desktop'));
  });
});

describe('a link', () => {
  it.each([
    ['bitflow://symbol/NVK.SIM', 'NVK.SIM'],
    ['bitflow://symbol/NVK.SIM/', 'NVK.SIM'],
    ['bitflow://symbol/BTC%2FUSDT.BINANCE', 'BTC/USDT.BINANCE'],
  ])('%s shows an instrument', (address, id) => {
    expect(parseDeepLink(address)).toBe(id);
  });

  it.each([
    'bitflow://symbol/',
    'bitflow://symbol/nvk.sim',
    'bitflow://symbol/NVK.SIM?buy=1',
    'bitflow://symbol/NVK.SIM#x',
    'bitflow://symbol/../window/',
    'bitflow://symbol/NVK.SIM/../..',
    'bitflow://symbol/%00.SIM',
    'bitflow://symbol/--data-dir=x',
    'bitflow://window/',
    'bitflow://kill',
    'BITFLOW://symbol/NVK.SIM',
    'https://symbol/NVK.SIM',
    `bitflow://symbol/${'A'.repeat(500)}.SIM`,
    '',
  ])('%s shows nothing', (address) => {
    expect(parseDeepLink(address)).toBeNull();
  });
});
