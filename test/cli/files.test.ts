import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { barRows, writeBarFile } from '../support/bar-file.ts';
import { bitflow } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Failure {
  readonly error: { readonly code: string; readonly message: string };
}

const rowsOf = (closes: readonly number[]): string[] =>
  closes.map((close, i) => `2024-01-02T00:0${i}:00Z,${close},${close + 0.5},${close - 0.5},${close},100`);

describe('bitflow indicators', () => {
  it('prints one value per bar, null while it warms up', async () => {
    const path = writeBarFile(temporaryFolder(), rowsOf([1, 2, 3, 4, 5, 9]));
    const { status, stderr, json } = await bitflow(['indicators', '--data', path, '--indicator', 'sma', '--param', 'period=3', '--json']);
    expect({ status, stderr, entries: json() }).toEqual({ status: 0, stderr: '', entries: [null, null, 2, 3, 4, 6] });
  });

  it('prints an object per bar for one with several outputs', async () => {
    const path = writeBarFile(temporaryFolder(), rowsOf([2, 4, 6, 8]));
    const args = ['--data', path, '--indicator', 'bollinger', '--param', 'period=2', '--param', 'deviations=1', '--json'];
    const { json } = await bitflow(['indicators', ...args]);
    const band = (middle: number) => ({ lower: middle - 1, middle, upper: middle + 1 });
    expect(json()).toEqual([null, band(3), band(5), band(7)]);
  });

  it('prints lines without --json', async () => {
    const path = writeBarFile(temporaryFolder(), rowsOf([1, 2, 3]));
    const { stdout } = await bitflow(['indicators', '--data', path, '--indicator', 'sma', '--param', 'period=2']);
    expect(stdout).toBe('null\n1.5\n2.5\n');
  });

  it('works out an expression, and one that compares with the bars of another file where both have one', async () => {
    const folder = temporaryFolder();
    const path = writeBarFile(folder, rowsOf([1, 2, 3, 4]));
    const other = writeBarFile(folder, rowsOf([5, 6, 7, 9]).slice(1), 'DEF.csv');
    const own = await bitflow(['indicators', '--data', path, '--expression', 'close * 2 + sma(close, 2)', '--json']);
    expect(own.json()).toEqual([null, 5.5, 8.5, 11.5]);
    const compared = await bitflow([
      'indicators',
      '--data',
      path,
      '--indicator',
      'correlation',
      '--param',
      'period=3',
      '--reference',
      other,
      '--json',
    ]);
    expect({ status: compared.status, length: compared.json<unknown[]>().length }).toEqual({ status: 0, length: 4 });
    expect(compared.json<(number | null)[]>().slice(0, 3)).toEqual([null, null, null]);
    expect(compared.json<number[]>()[3]).toBeGreaterThan(0.9);
  });

  it('lists the catalogue, whole or by family, with parameters and outputs', async () => {
    const [all, trend] = await Promise.all([
      bitflow(['indicators', 'list', '--json']),
      bitflow(['indicators', 'list', '--family', 'trend', '--json']),
    ]);
    const found = all.json<{ name: string; family: string; parameters: unknown[] }[]>();
    expect(found.length).toBeGreaterThanOrEqual(80);
    expect(trend.json()).toEqual(found.filter(({ family }) => family === 'trend'));
    expect((await bitflow(['indicators', 'list'])).stdout).toContain('macd');
  });

  it('names the line of a bad row, and leaves it out when told to', async () => {
    const [first, second, third] = rowsOf([1, 2, 3]);
    const path = writeBarFile(temporaryFolder(), [first, '2024-01-02T00:00:30Z,5,1,9,5,100', second, third]);
    const args = ['indicators', '--data', path, '--indicator', 'sma', '--param', 'period=2', '--json'];
    const [refused, skipped] = await Promise.all([bitflow(args), bitflow([...args, '--skip-bad-rows'])]);
    expect([refused.status, refused.json<Failure>().error.code]).toEqual([1, 'csv-bad-row']);
    expect(refused.json<Failure>().error.message).toMatch(/line 3\b/);
    expect([skipped.status, skipped.json()]).toEqual([0, [null, 1.5, 2.5]]);
  });
});

describe('a market file', () => {
  const good = rowsOf([1, 2, 3]);
  const files: readonly (readonly [string, string, string, RegExp])[] = [
    ['that is empty', '', 'csv-malformed', /empty/],
    ['without a column of closes', `time,open,high,low,volume\n${good.join('\n')}`, 'csv-malformed', /close/],
    ['with one bar', `time,open,high,low,close,volume\n${good[0]}\n`, 'csv-malformed', /at least two bars/],
    [
      'with a word for a price',
      `time,open,high,low,close,volume\n${good[0]}\n2024-01-02T00:01:00Z,1,2,cheap,1,5\n${good[2]}\n`,
      'csv-bad-row',
      /line 3\b.*cheap/,
    ],
    [
      'with a negative volume',
      `time,open,high,low,close,volume\n${good[0]}\n2024-01-02T00:01:00Z,1,2,1,1,-5\n${good[2]}\n`,
      'csv-bad-row',
      /line 3\b/,
    ],
    ['with a field too many', `time,open,high,low,close,volume\n${good[0]}\n${good[1]},7\n${good[2]}\n`, 'csv-bad-row', /line 3\b/],
  ];

  it.each(files)('%s is refused by run and by serve, in the same words', async (_what, text, code, words) => {
    const folder = temporaryFolder();
    const path = join(folder, 'market.csv');
    writeFileSync(path, text);
    const market = ['--market', `csv:${path}`, '--json'];
    const [run, serve] = await Promise.all([
      bitflow(['run', ...market]),
      bitflow(['serve', ...market, '--data-dir', join(folder, 'data')]),
    ]);
    expect([run.status, serve.status]).toEqual([1, 1]);
    expect(run.json<Failure>().error).toEqual({ code, message: expect.stringMatching(words) as string });
    expect(serve.json()).toEqual(run.json());
  });

  it('that is not there is named', async () => {
    const path = join(temporaryFolder(), 'nowhere.csv');
    const { status, json } = await bitflow(['run', '--market', `csv:${path}`, '--json']);
    expect(status).toBe(1);
    expect(json<Failure>().error).toEqual({ code: 'file-missing', message: expect.stringContaining(path) as string });
  });
});

describe('bitflow run', () => {
  interface RunResult {
    readonly bars: number;
    readonly orders: number;
    readonly fills: number;
    readonly ledgerBalanced: boolean;
    readonly factsHash: string;
    readonly equity: string;
  }

  it('plays a file to its end, the same each time, and what it kept verifies', async () => {
    const folder = temporaryFolder();
    const market = ['--market', `csv:${writeBarFile(folder, barRows(2_000))}`, '--mode', 'auto', '--json'];
    const dataDir = join(folder, 'kept');
    const [first, second] = await Promise.all([bitflow(['run', ...market]), bitflow(['run', ...market, '--data-dir', dataDir])]);
    const [a, b] = [first.json<RunResult>(), second.json<RunResult>()];
    expect([first.status, first.stderr, second.status]).toEqual([0, '', 0]);
    expect({ bars: a.bars, ledgerBalanced: a.ledgerBalanced }).toEqual({ bars: 2_000, ledgerBalanced: true });
    expect(a.fills).toBeGreaterThan(0);
    expect({ ...b, elapsedMs: 0 }).toEqual({ ...a, elapsedMs: 0 });
    const verified = await bitflow(['verify-journal', '--data-dir', dataDir, '--json']);
    expect([verified.status, verified.json()]).toEqual([
      0,
      expect.objectContaining({ ok: true, factsHash: a.factsHash, firstFault: null }),
    ]);
  });

  it('says on standard error that nobody approves, and prints only its answer on standard output', async () => {
    const folder = temporaryFolder();
    const { status, stderr, json } = await bitflow(['run', '--market', `csv:${writeBarFile(folder, barRows(300))}`, '--json']);
    expect([status, json<RunResult>().orders]).toEqual([0, 0]);
    expect(stderr).toContain('--mode auto');
  });
});

describe('verify-journal', () => {
  it('of a folder without a record fails with a reason', async () => {
    const { status, json } = await bitflow(['verify-journal', '--data-dir', join(temporaryFolder(), 'nothing'), '--json']);
    expect(status).toBe(1);
    expect(json<Failure>().error.code).toBe('store-missing');
  });
});
