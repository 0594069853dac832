import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInstrumentFile } from '../../../electron/adapters/csv/csv-instrument.ts';
import { readCsvBars } from '../../../electron/adapters/csv/csv-rows.ts';
import { findHost } from '../../../electron/cli/running-host.ts';
import { readWholeFile, readWholeText, UnreadableFile } from '../../../electron/files/read-whole-file.ts';
import { readInstance } from '../../../electron/headless/instance-file.ts';
import { MeasurementHistory } from '../../../electron/inference/measure/measurement-history.ts';
import { readManifest } from '../../../electron/inference/model/model-files.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const kinds: readonly (readonly [string, (path: string) => void])[] = [
  ['a named pipe', (path) => execFileSync('mkfifo', [path])],
  ['a directory', (path) => mkdirSync(path)],
  ['a device', (path) => symlinkSync('/dev/zero', path)],
];

describe('a file that is read whole', () => {
  it('is given as it is, behind links as well', () => {
    const path = join(temporaryFolder(), 'some');
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, place) => place % 251));
    writeFileSync(path, bytes);
    symlinkSync(path, `${path}-link`);
    expect(readWholeFile(`${path}-link`, 100_000).equals(bytes)).toBe(true);
    writeFileSync(path, '');
    expect(readWholeFile(path, 0)).toHaveLength(0);
  });

  it('is refused when it is longer than expected, before it is read', () => {
    const path = join(temporaryFolder(), 'huge');
    writeFileSync(path, '');
    truncateSync(path, 10_000_000_000);
    expect(() => readWholeFile(path, 1_000)).toThrow('expected at most 1 kB, found 10000 MB');
  });

  it.each(kinds)('is refused when it is %s, and nothing is waited for', (what, put) => {
    const path = join(temporaryFolder(), 'some');
    put(path);
    expect(() => readWholeText(path, 1_000)).toThrow(new UnreadableFile(`expected a file, found ${what}`));
  });

  it('is said to be missing', () => {
    expect(() => readWholeFile(join(temporaryFolder(), 'none'), 1)).toThrow(expect.objectContaining({ isMissing: true }));
  });
});

describe.each(kinds)('%s in the place of a file that is', (what, put) => {
  function place(): string {
    const path = join(temporaryFolder(), 'some');
    put(path);
    return path;
  }

  it('a market, is refused with its kind', () => {
    expect(() => readCsvBars(place(), { timeZone: null, skipBadRows: false })).toThrow(
      expect.objectContaining({ code: 'file-missing', message: expect.stringContaining(what) }),
    );
  });

  it('a description of an instrument, is refused with its kind', () => {
    expect(() => readInstrumentFile(place())).toThrow(what);
  });

  it('a token, is refused with its kind', () => {
    expect(() => findHost({ url: 'http://127.0.0.1:1', tokenFile: place() })).toThrow(what);
  });

  it('word of a host, counts as none', () => {
    expect(readInstance(place())).toBeNull();
  });

  it('measurements, counts as none', () => {
    expect(new MeasurementHistory(place()).all).toEqual([]);
  });

  it("a model's list of files, is said to be damaged", () => {
    const folder = temporaryFolder();
    put(join(folder, 'files.json'));
    expect(() => readManifest(folder)).toThrow(expect.objectContaining({ code: 'model-damaged', message: expect.stringContaining(what) }));
  });
});
