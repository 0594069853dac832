import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../electron/cli/commands/run.ts';
import { playFile } from '../support/played-file.ts';
import { hasSharedData, NEEDS_SHARED_DATA, sharedData } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary.ts';

const NAME = 'BTCUSDT_binance_1m_2021-02-19_1w.csv';
const ROWS = 3_000;
const AUTO = { trading: { mode: 'auto', autoConfidence: 0.3 } };

/** Copies the first rows to a temporary folder; `change` may alter one of them, counted from zero below the header. */
function firstRows(change: (row: string, index: number) => string = (row) => row): string {
  const [header, ...rows] = readFileSync(sharedData(`ohlcv/crypto/${NAME}`), 'utf8').split('\n', ROWS + 1);
  const path = join(temporaryFolder(), NAME);
  writeFileSync(path, `${[header, ...rows.map(change)].join('\n')}\n`);
  return path;
}

/** Raises the close by a cent where the row's high leaves room for it. */
function withClose(row: string): string {
  const [time, open, high, low, close, volume] = row.split(',');
  const raised = (Number(close) + 0.01).toFixed(2);
  return [time, open, Math.max(Number(high), Number(raised)).toFixed(2), low, raised, volume].join(',');
}

describe.skipIf(!hasSharedData)(`a week of real minutes, played in auto mode${NEEDS_SHARED_DATA}`, () => {
  it('plays every row, trades, keeps the ledger balanced, and comes to the same hash again', async () => {
    const path = firstRows();
    const first = await playFile(path, AUTO);
    expect(first).toMatchObject({ rows: ROWS, isBalanced: true });
    expect(first.trades).toBeGreaterThan(0);
    expect(await playFile(path, AUTO)).toEqual(first);
  });

  it('comes to another hash with one price changed, or one setting', async () => {
    const hashes = [
      await playFile(firstRows(), AUTO),
      await playFile(
        firstRows((row, index) => (index === 1_500 ? withClose(row) : row)),
        AUTO,
      ),
      await playFile(firstRows(), { ...AUTO, risk: { riskPerTrade: 0.004 } }),
    ].map(({ factsHash }) => factsHash);
    expect(new Set(hashes).size).toBe(3);
  });

  it('comes to the same hash with another theme', async () => {
    const path = firstRows();
    const { factsHash } = await playFile(path, AUTO);
    expect((await playFile(path, { ...AUTO, appearance: { theme: 'light' }, storage: { segmentDays: 7 } })).factsHash).toBe(factsHash);
  });

  it('is answered by the command line with the same numbers', async () => {
    const path = firstRows();
    const answers: unknown[] = [];
    await run({ market: `csv:${path}`, mode: 'auto' }, { isJson: true, answer: (value) => answers.push(value), say: () => undefined });
    const played = await playFile(path, { trading: { mode: 'auto' } });
    expect(answers).toMatchObject([
      {
        bars: ROWS,
        fills: played.fills,
        trades: played.trades,
        ledgerBalanced: true,
        tradingState: 'active',
        factsHash: played.factsHash,
      },
    ]);
  });
});
