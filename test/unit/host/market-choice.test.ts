import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MarketIdentity } from '../../../electron/engine/kernel/input.ts';
import { type MarketChoice, openMarket } from '../../../electron/host/market-choice.ts';
import { barRows, writeBarFile } from '../../support/bar-file.ts';
import { settingsWith } from '../../support/engine-harness.ts';
import { temporaryFolder } from '../../support/temporary.ts';

type CsvChoice = Extract<MarketChoice, { kind: 'csv' }>;

/** A market file whose times name no zone and one of whose rows is bad, and a description of its instrument. */
function aFile() {
  const folder = temporaryFolder();
  const rows = barRows(200).map((row) => row.replace('T', ' ').replace('.000Z', ''));
  const path = writeBarFile(folder, [...rows.slice(0, 199), rows[199].replace(/,[^,]*$/, ',-1')]);
  const instrumentPath = join(folder, 'instrument.json');
  writeFileSync(instrumentPath, JSON.stringify({ symbol: 'ABC', quoteCurrency: 'EUR' }));
  const choice: CsvChoice = { kind: 'csv', paths: [path], timeZone: null, instrumentPath: null, skipBadRows: true };
  return { folder, rows, choice, instrumentPath };
}

const open = (choice: MarketChoice, recorded: MarketIdentity | null = null, settings = settingsWith()) =>
  openMarket(choice, settings, recorded).market.identity;
const refusal = (words: RegExp) =>
  expect.objectContaining({ code: 'config-invalid', message: expect.stringMatching(words) as string }) as Error;

describe('the folder of an account on recorded bars', () => {
  it('is gone on with by the same options, and by others that make no difference', () => {
    const { choice } = aFile();
    const recorded = open(choice);
    expect(open(choice, recorded)).toEqual(recorded);
    expect(open({ ...choice, timeZone: 'UTC' }, recorded)).toMatchObject({ kind: 'csv' });
  });

  it('is gone on with when the settings give other fees', () => {
    const { choice } = aFile();
    const settings = settingsWith({ paper: { takerFee: 0.002 } });
    expect(open(choice, open(choice), settings)).toMatchObject({ kind: 'csv' });
  });

  it('is refused where its instrument is described otherwise', () => {
    const { choice, instrumentPath } = aFile();
    const described = open({ ...choice, instrumentPath });
    expect(() => open(choice, described)).toThrow(refusal(/described otherwise.*--instrument/));
    expect(() => open({ ...choice, instrumentPath }, open(choice))).toThrow(refusal(/described otherwise.*--instrument/));
  });

  it('is refused where its times would be others', () => {
    const { choice } = aFile();
    expect(() => open({ ...choice, timeZone: 'America/New_York' }, open(choice))).toThrow(
      refusal(/times were read in the zone that the file says, else UTC, now in America\/New_York \(--timezone\)/),
    );
  });

  it('is refused where it would have other rows', () => {
    const { choice } = aFile();
    const recorded = open(choice);
    if (recorded.kind !== 'csv' || recorded.reading === undefined) throw new Error('a file says how it was read');
    const other = { ...recorded, reading: { ...recorded.reading, rowsSha256: 'of more rows', isSkippingBadRows: false } };
    expect(() => open(choice, other)).toThrow(refusal(/bad rows were not left out, now they are \(--skip-bad-rows\)/));
  });

  it('of before it was noted how files are read is gone on with', () => {
    const { choice } = aFile();
    const { reading: _, ...recorded } = open(choice) as Extract<MarketIdentity, { kind: 'csv' }>;
    expect(open(choice, recorded)).toMatchObject({ kind: 'csv' });
  });

  it('is refused where the files are others, or none', () => {
    const { choice, folder } = aFile();
    const other = writeBarFile(folder, barRows(100), 'XYZ.csv');
    expect(() => open({ ...choice, paths: [other] }, open(choice))).toThrow(refusal(/recorded bars of ABC, not on recorded bars of XYZ/));
    expect(() => open({ kind: 'sim', seed: 1 }, open(choice))).toThrow(refusal(/recorded bars of ABC, not on the simulated exchange/));
  });
});

describe('the folder of an account on the simulated exchange', () => {
  it('is gone on with by its own seed, also when none is asked for', () => {
    const recorded = open({ kind: 'sim', seed: 7 });
    expect([open({ kind: 'sim', seed: 7 }, recorded), open({ kind: 'sim', seed: null }, recorded)]).toEqual([recorded, recorded]);
    expect(() => open({ kind: 'sim', seed: 8 }, recorded)).toThrow(refusal(/with seed 7, not on .*with seed 8/));
  });

  it('is refused where the exchange has had other prices', () => {
    const recorded: MarketIdentity = { kind: 'sim', seed: 7, version: 0 };
    expect(() => open({ kind: 'sim', seed: 7 }, recorded)).toThrow(refusal(/seed 7 in version 0; this BitFlow plays version 1/));
  });
});
