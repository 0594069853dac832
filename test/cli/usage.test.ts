import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bitflow } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Failure {
  readonly error: { readonly code: string; readonly message: string };
}

describe('a wrong command line', () => {
  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['stauts'], /Did you mean status\?/],
    ['an unknown option', ['status', '--data-dri', 'x'], /Did you mean --data-dir\?/],
    ['a missing argument', ['approve'], /missing required argument 'id'/],
    ['an argument too many', ['positions', 'all'], /too many arguments/],
    ['a missing option', ['indicators', '--data', 'x.csv'], /'--indicator <name>' not specified/],
    ['a limit of zero', ['orders', '--limit', '0'], /whole number from 1 to 1000/],
    ['a limit that is no number', ['signals', '--limit', '5x'], /whole number from 1 to 1000/],
    ['a port that is none', ['serve', '--port', '65536'], /whole number from 0 to 65535/],
    ['a speed of zero', ['serve', '--speed', '0'], /number above zero/],
    ['an unknown mode', ['serve', '--mode', 'wild'], /Allowed choices are manual, auto/],
    ['an unknown market', ['serve', '--market', 'forex'], /--market sim or --market csv:FILE/],
    ['a market without a file', ['run', '--market', 'csv:'], /Expected a file after --market csv:/],
    ['a run of a market without an end', ['run', '--market', 'sim'], /the simulated market has no end/],
    ['options of a file for the simulated market', ['serve', '--timezone', 'UTC'], /the simulated market has no use for them/],
    ['an unknown indicator', ['indicators', '--data', 'x.csv', '--indicator', 'rsii'], /did you mean rsi\? .*indicators list/],
    ['neither an indicator nor an expression', ['indicators', '--data', 'x.csv'], /'--indicator <name>' not specified/],
    ['both of them', ['indicators', '--data', 'x.csv', '--indicator', 'rsi', '--expression', 'close'], /found both/],
    ['an expression that can not be read', ['indicators', '--data', 'x.csv', '--expression', 'emaa(close, 3)'], /column 1: .*ema/],
    ['a comparison with nothing', ['indicators', '--data', 'x.csv', '--indicator', 'beta'], /--reference/],
    ['a family that there is none of', ['indicators', 'list', '--family', 'magic'], /there are averages, momentum/],
    ['a time that is none', ['why', 'ABC', '--at', 'yesterday'], /UTC time/],
    [
      'an indicator with a broken parameter',
      ['indicators', '--data', 'x.csv', '--indicator', 'rsi', '--param', 'period'],
      /--param name=number/,
    ],
    ['an indicator with an unknown parameter', ['indicators', '--data', 'x.csv', '--indicator', 'rsi', '--param', 'length=5'], /period/],
    ['an address that is none', ['status', '--url', 'nonsense', '--token-file', 'x'], /nonsense/],
    ['an address without a token file', ['status', '--url', 'http://127.0.0.1:1'], /--token-file/],
  ];

  it.each(wrong)('with %s ends with status 2 and says what was expected', async (_what, args, words) => {
    const env = { BITFLOW_DATA_DIR: temporaryFolder() };
    const [plain, json] = await Promise.all([bitflow(args, { env }), bitflow([...args, '--json'], { env })]);
    expect({ status: plain.status, stdout: plain.stdout }).toEqual({ status: 2, stdout: '' });
    expect(plain.stderr).toMatch(words);
    expect(json.status).toBe(2);
    const { error } = json.json<Failure>();
    expect(error.code).toBe('usage');
    expect(error.message).toMatch(words);
  });

  it('without a command shows what there is, with status 2', async () => {
    const { status, stdout, stderr } = await bitflow([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    for (const name of ['serve', 'status', 'kill', 'verify-journal']) expect(stderr).toContain(name);
  });

  it('that asks for help is answered on standard output with status 0', async () => {
    const { status, stdout, stderr } = await bitflow(['serve', '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('--data-dir');
  });
});

describe('without a running host', () => {
  const commands = [
    'status',
    'signals',
    'positions',
    'orders',
    'kill',
    'resume',
    'open',
    'approve x',
    'reprice x',
    'reject x',
    'close ABC',
  ];

  it.each(commands)('%s says how to start one, with status 1', async (command) => {
    const folder = temporaryFolder();
    const { status, stderr, json } = await bitflow([...command.split(' '), '--json'], { env: { BITFLOW_DATA_DIR: folder } });
    expect(status).toBe(1);
    expect(json<Failure>()).toEqual({ error: { code: 'no-host', message: stderr.trim() } });
    expect(stderr).toContain('bitflow serve');
  });
});

describe('with several running hosts', () => {
  it('no command guesses which one is meant', async () => {
    const folder = temporaryFolder();
    for (const name of ['sim', 'csv-abc']) {
      mkdirSync(join(folder, name));
      // Any process that lives will do for the question whether one runs.
      const instance = { url: 'http://127.0.0.1:1', token: 'a'.repeat(43), pid: process.pid };
      writeFileSync(join(folder, name, 'instance.json'), JSON.stringify(instance), { mode: 0o600 });
    }
    const { status, stderr } = await bitflow(['kill', '--flatten', '--json'], { env: { BITFLOW_DATA_DIR: folder } });
    expect(status).toBe(2);
    expect(stderr).toContain(`--data-dir ${join(folder, 'sim')}`);
    expect(stderr).toContain(`--data-dir ${join(folder, 'csv-abc')}`);
  });
});
