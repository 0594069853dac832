import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SettingsFile, wordsOf } from '../../../electron/platform/settings-file.ts';
import { ConfigError } from '../../../shared/base/config-error.ts';
import type { SettingFault } from '../../../shared/config/parse-settings.ts';
import type { SettingChanges } from '../../../shared/config/settings.ts';
import { type Settings, settingsSchema } from '../../../shared/config/settings.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const DEFAULTS = settingsSchema.parse({});

function aPath(content?: string): string {
  const path = join(temporaryFolder(), 'settings.json');
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

/** A watched file with all that it announces. */
function watched(
  path: string,
  overrides: SettingChanges = {},
): { file: SettingsFile; changes: Settings[]; refusals: (readonly SettingFault[])[] } {
  const file = new SettingsFile(path, { overrides });
  onTestFinished(() => file.close());
  const changes: Settings[] = [];
  const refusals: (readonly SettingFault[])[] = [];
  file.onDidChange((settings) => changes.push(settings));
  file.onDidRefuse((faults) => refusals.push(faults));
  file.watch();
  return { file, changes, refusals };
}

describe('settings at the start', () => {
  it('are the defaults where there is no file, and none is made', () => {
    const path = aPath();
    expect(new SettingsFile(path).current).toEqual(DEFAULTS);
    expect(existsSync(path)).toBe(false);
  });

  it('are those of the file, with defaults for what it leaves out, below those of this start', () => {
    const path = aPath('{"trading": {"mode": "auto", "autoConfidence": 0.9}, "risk": {"maximumPositions": 3}}');
    const { current } = new SettingsFile(path, { overrides: { trading: { autoConfidence: 0.5 } } });
    expect(current).toEqual({
      ...DEFAULTS,
      trading: { mode: 'auto', autoConfidence: 0.5 },
      risk: { ...DEFAULTS.risk, maximumPositions: 3 },
    });
  });

  it.each([
    { what: 'a key that there is not', content: '{"trading": {"mod": "auto"}}', path: 'trading.mod' },
    { what: 'a section that there is not', content: '{"trade": {}}', path: 'trade' },
    { what: 'a value out of range', content: '{"risk": {"riskPerTrade": 0.5}}', path: 'risk.riskPerTrade' },
    { what: 'a word for a number', content: '{"risk": {"riskPerTrade": "a lot"}}', path: 'risk.riskPerTrade' },
    { what: 'a number for a switch', content: '{"appearance": {"isFlashing": 1}}', path: 'appearance.isFlashing' },
    { what: 'half a position', content: '{"risk": {"maximumPositions": 1.5}}', path: 'risk.maximumPositions' },
    { what: 'nothing for a number', content: '{"risk": {"riskPerTrade": null}}', path: 'risk.riskPerTrade' },
    { what: 'a list for a section', content: '{"risk": [1]}', path: 'risk' },
    { what: 'a number for a section', content: '{"risk": 5}', path: 'risk' },
    { what: 'two that do not go together', content: '{"indicators": {"macdFast": 30}}', path: 'indicators.macdFast' },
    { what: 'no JSON', content: '{"trading": ', path: 'settings' },
    { what: 'an empty file', content: '', path: 'settings' },
    { what: 'a list', content: '[]', path: 'settings' },
    { what: 'null', content: 'null', path: 'settings' },
  ])('are refused by their key, and the file is left alone: $what', ({ content, path: key }) => {
    const path = aPath(content);
    let failure: unknown;
    try {
      new SettingsFile(path).close();
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(ConfigError);
    expect(failure).toMatchObject({ keyPath: key, message: expect.stringContaining(path) });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('are refused when those of this start are wrong', () => {
    expect(() => new SettingsFile(null, { overrides: { trading: { mode: 'dream' } } })).toThrow(
      expect.objectContaining({ keyPath: 'trading.mode' }),
    );
  });
});

describe('a change of settings', () => {
  it('is in force, announced and on disk, with only what was ever changed in the file', async () => {
    const path = aPath('{"risk": {"maximumPositions": 3}}');
    const { file, changes } = watched(path);
    const result = await file.update({ risk: { riskPerTrade: 0.01 }, trading: { mode: 'auto' } });
    const expected = {
      ...DEFAULTS,
      trading: { ...DEFAULTS.trading, mode: 'auto' },
      risk: { ...DEFAULTS.risk, maximumPositions: 3, riskPerTrade: 0.01 },
    };
    expect(result).toEqual({ ok: true, value: expected });
    expect([file.current, changes]).toEqual([expected, [expected]]);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      risk: { maximumPositions: 3, riskPerTrade: 0.01 },
      trading: { mode: 'auto' },
    });
    expect(new SettingsFile(path).current).toEqual(expected);
    expect(readdirSync(join(path, '..'))).toEqual(['settings.json']);
  });

  it('that is wrong changes nothing, in force or on disk, and names every fault', async () => {
    const content = '{"risk": {"maximumPositions": 3}}';
    const path = aPath(content);
    const { file, changes } = watched(path);
    const result = await file.update({ risk: { riskPerTrade: 9, colour: 'red' }, appearance: { theme: 'light' } });
    expect(result.ok ? [] : result.error.map((fault) => fault.path).toSorted()).toEqual(['risk.colour', 'risk.riskPerTrade']);
    expect([file.current.risk.maximumPositions, file.current.appearance.theme, changes]).toEqual([3, 'dark', []]);
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('replaces what was set for this start only', async () => {
    const path = aPath();
    const { file } = watched(path, { trading: { mode: 'auto', autoConfidence: 0.2 } });
    await file.update({ trading: { mode: 'manual' } });
    expect(file.current.trading).toEqual({ mode: 'manual', autoConfidence: 0.2 });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ trading: { mode: 'manual' } });
  });

  it('leaves the old file whole when the new one can not be written', async () => {
    const path = join(temporaryFolder(), 'no', 'settings.json');
    const file = new SettingsFile(path);
    await expect(file.update({ trading: { mode: 'auto' } })).rejects.toThrow();
    expect(file.current).toEqual(DEFAULTS);
  });

  it('stays in memory where there is no file', async () => {
    const file = new SettingsFile(null);
    await file.update({ trading: { mode: 'auto' } });
    expect(file.current.trading.mode).toBe('auto');
  });
});

describe('a settings file that somebody else edits', () => {
  it('is followed, also when an editor puts a new file in its place', async () => {
    const path = aPath('{}');
    const { file, changes } = watched(path);
    writeFileSync(path, '{"trading": {"mode": "auto"}}');
    await eventually(() => expect(file.current.trading.mode).toBe('auto'));
    writeFileSync(`${path}~`, '{"trading": {"mode": "manual", "autoConfidence": 0.1}}');
    renameSync(`${path}~`, path);
    await eventually(() => expect(file.current.trading).toEqual({ mode: 'manual', autoConfidence: 0.1 }));
    expect(changes.length).toBe(2);
  });

  it('is refused with its reasons when it is wrong, kept as it is, and the good settings stay', async () => {
    const path = aPath('{"trading": {"mode": "auto"}}');
    const { file, refusals } = watched(path);
    const wrong = '{"trading": {"mode": "dream"}}';
    writeFileSync(path, wrong);
    await eventually(() => expect(refusals.length).toBe(1));
    expect([refusals[0][0].path, file.current.trading.mode, readFileSync(path, 'utf8')]).toEqual(['trading.mode', 'auto', wrong]);
    writeFileSync(path, '{"trad');
    await eventually(() => expect(refusals.length).toBe(2));
    expect(file.current.trading.mode).toBe('auto');
  });

  it.each(['{"risk":null}', '{"risk":[]}', '{"risk":7}', 'null', '[]'])(
    'is refused, and nothing falls over, when it holds %s',
    async (text) => {
      const path = aPath('{"risk": {"maximumPositions": 5}}');
      const { file, refusals } = watched(path);
      writeFileSync(path, text);
      await eventually(() => expect(refusals.length).toBe(1));
      expect(file.current.risk.maximumPositions).toBe(5);
    },
  );

  it('is in force again, and says so, when it is put back as it was before it was refused', async () => {
    const path = aPath();
    const { file, changes, refusals } = watched(path);
    await file.update({ trading: { mode: 'auto' } });
    const good = readFileSync(path, 'utf8');
    writeFileSync(path, 'nonsense');
    await eventually(() => expect(refusals.length).toBe(1));
    writeFileSync(path, good);
    await eventually(() => expect(changes.length).toBe(2));
    expect(file.current.trading.mode).toBe('auto');
  });
});

it('says all faults in one line', () => {
  expect(
    wordsOf('settings.json', [
      { path: 'a.b', message: 'expected 1' },
      { path: 'c', message: 'unknown' },
    ]),
  ).toBe('settings.json: a.b: expected 1; c: unknown');
});

/** What may stand in the place of the file, and the reason for which it is refused. */
const stand: readonly (readonly [string, (path: string) => void, RegExp])[] = [
  ['a named pipe', (path) => execFileSync('mkfifo', [path]), /expected a file, found a named pipe/],
  ['a directory', (path) => mkdirSync(path), /expected a file, found a directory/],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path), /expected a file, found a device/],
  ['a link to itself', (path) => symlinkSync(path, path), /links lead in a circle/],
  ['a huge file', (path) => writeFileSync(path, ' '.repeat(1_000_001)), /expected at most 1 MB/],
  ['UTF-16', (path) => writeFileSync(path, Buffer.from('\ufeff{}', 'utf16le')), /expected UTF-8 text, found UTF-16/],
  ['another encoding', (path) => writeFileSync(path, Buffer.from('{"näws": 1}', 'latin1')), /expected UTF-8 text/],
];

describe('a settings file that is something else', () => {
  it.each(stand)('such as %s is refused at the start, at once and with its reason', (_what, put, words) => {
    const path = aPath();
    put(path);
    expect(() => new SettingsFile(path)).toThrow(words);
    expect(() => new SettingsFile(path)).toThrow(ConfigError);
  });

  it.each(stand)('such as %s is refused while running: what was good stays, until a good file is back', async (_what, put, words) => {
    const path = aPath('{"risk": {"maximumPositions": 3}}');
    const { file, changes, refusals } = watched(path);
    renameSync(path, `${path}.before`);
    put(path);
    await eventually(() => expect(refusals.at(-1)?.[0].message).toMatch(words));
    expect(file.current.risk.maximumPositions).toBe(3);
    rmSync(path, { recursive: true });
    renameSync(`${path}.before`, path);
    await eventually(() => expect(changes).toHaveLength(1));
  });

  it.each(stand)('such as %s is put aside when a setting is changed', async (_what, put) => {
    const path = aPath('{"risk": {"maximumPositions": 3}}');
    const { file, refusals } = watched(path);
    rmSync(path);
    put(path);
    await eventually(() => expect(refusals.length).toBeGreaterThan(0));
    await file.update({ trading: { mode: 'auto' } });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ risk: { maximumPositions: 3 }, trading: { mode: 'auto' } });
    expect(lstatSync(`${path}.refused`)).toBeDefined();
  });

  it('such as nothing is missed while running, and written again by the next change', async () => {
    const path = aPath('{"risk": {"maximumPositions": 3}}');
    const { file, refusals } = watched(path);
    rmSync(path);
    await eventually(() => expect(refusals[0]?.[0].message).toMatch(/the file is gone/));
    await file.update({ trading: { mode: 'auto' } });
    expect(new SettingsFile(path).current.risk.maximumPositions).toBe(3);
  });

  it('is no reason not to start where an engine was before: what was good then stands in, and that is said', () => {
    const lastGood: SettingChanges = { risk: { maximumPositions: 3 } };
    const bad = new SettingsFile(aPath('{"risk": {"maximumPosition": 3}}'), { lastGood });
    const none = new SettingsFile(aPath(), { lastGood });
    expect([bad, none].map(({ current }) => current.risk.maximumPositions)).toEqual([3, 3]);
    expect([bad, none].map(({ faultsAtStart }) => faultsAtStart?.[0].path)).toEqual(['risk.maximumPosition', 'settings']);
    expect(new SettingsFile(aPath('{}'), { lastGood }).faultsAtStart).toBeNull();
  });
});

describe('a settings file', () => {
  it('may begin with a byte order mark', () => {
    expect(new SettingsFile(aPath('\ufeff{"risk": {"maximumPositions": 3}}')).current.risk.maximumPositions).toBe(3);
  });

  it('may be kept elsewhere behind a link, which stays', async () => {
    const target = aPath('{"risk": {"maximumPositions": 3}}');
    const path = aPath();
    symlinkSync(target, path);
    const file = new SettingsFile(path);
    await file.update({ trading: { mode: 'auto' } });
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual({ risk: { maximumPositions: 3 }, trading: { mode: 'auto' } });
  });
});
