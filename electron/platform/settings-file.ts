import { existsSync, type FSWatcher, watch } from 'node:fs';
import { type FileHandle, lstat, open, realpath, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import { ConfigError } from '../../shared/base/config-error.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { parseSettings, type SettingFault } from '../../shared/config/parse-settings.ts';
import type { SettingChanges, Settings } from '../../shared/config/settings.ts';
import { systemErrorInWords } from '../files/file-kind.ts';
import { readWholeFile } from '../files/read-whole-file.ts';
import { differences, MOST_SETTINGS_BYTES, merged, readDocument, without } from './settings-document.ts';

/** An editor may write a file in several steps; it is read when it has been quiet for so long. */
const QUIET_MS = 150;

export interface SettingsFileOptions {
  /** Set for this start only, above the file. @default none */
  readonly overrides?: SettingChanges;
  /** What was in force before this start: stands in for a file that is refused, which is then no reason not to start. @default none */
  readonly lastGood?: SettingChanges | null;
}

/**
 * The settings in force and the file they come from (row A19). The file is watched: a good change applies at once, a bad one is
 * refused with its keys and reasons, and the last good settings stay in force.
 */
export class SettingsFile {
  readonly #path: string | null;
  /** Set for this start only, above the file; a later change of the same setting replaces it. */
  #overrides: SettingChanges;
  #document: SettingChanges;
  #current: Settings;
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastWritten: string | null = null;
  /** A file was there; one that never was is not missed. */
  #hadFile: boolean;
  #isFileRefused = false;
  #faultsAtStart: readonly SettingFault[] | null = null;
  #updating: Promise<unknown> = Promise.resolve();
  readonly #changed = new Emitter<Settings>();
  readonly #refused = new Emitter<readonly SettingFault[]>();

  /** Announces settings that came into force. */
  readonly onDidChange = this.#changed.event;
  /** Announces that a change of the file was refused. */
  readonly onDidRefuse = this.#refused.event;

  /**
   * Reads the file where there is one; `path` `null` keeps settings in memory only.
   * @throws {ConfigError} naming the first setting that is wrong.
   */
  constructor(path: string | null, { overrides = {}, lastGood = null }: SettingsFileOptions = {}) {
    this.#path = path;
    this.#overrides = overrides;
    this.#hadFile = path !== null && existsSync(path);
    const taken = !this.#hadFile && hasAny(lastGood) ? err([GONE]) : takeUp(path, overrides);
    if (taken.ok) [this.#document, this.#current] = taken.value;
    else {
      const parsed = parseSettings(merged(lastGood ?? {}, overrides));
      if (lastGood === null || !parsed.ok) throw new ConfigError(taken.error[0].path, wordsOf(path ?? 'settings', taken.error));
      this.#document = lastGood;
      this.#current = parsed.value;
      this.#isFileRefused = true;
      this.#faultsAtStart = taken.error;
    }
  }

  get current(): Settings {
    return this.#current;
  }

  /** What the file said when it was last taken, without what was set for this start. */
  get document(): SettingChanges {
    return this.#document;
  }

  /** Why the file was refused when these settings were opened, so that the last good ones are in force; else `null`. */
  get faultsAtStart(): readonly SettingFault[] | null {
    return this.#faultsAtStart;
  }

  /** What the start asked for and nobody has changed since; it is in no file. */
  get overrides(): SettingChanges {
    return this.#overrides;
  }

  /**
   * Changes settings; what is not named stays. The file is replaced as a whole or not at all. One that was refused is
   * kept beside it as `settings.json.refused`.
   */
  update(changes: SettingChanges): Promise<Result<Settings, readonly SettingFault[]>> {
    // One after the other: each builds on what the one before has left.
    const updated = this.#updating.then(() => this.#update(changes));
    this.#updating = updated.catch(() => undefined);
    return updated;
  }

  async #update(changes: SettingChanges): Promise<Result<Settings, readonly SettingFault[]>> {
    const document = merged(this.#document, changes);
    const overrides = without(this.#overrides, changes);
    const parsed = parseSettings(merged(document, overrides));
    if (!parsed.ok) return parsed;
    if (this.#path !== null) await this.#write(this.#path, document);
    this.#document = document;
    this.#overrides = overrides;
    this.#current = parsed.value;
    this.#changed.fire(parsed.value);
    return parsed;
  }

  /** Begins to follow changes that others make to the file. */
  watch(): void {
    const path = this.#path;
    if (path === null || this.#watcher !== null) return;
    // The folder is watched, not the file: most editors put a new file in the old one's place.
    this.#watcher = watch(dirname(path), (_event, name) => {
      if (name !== basename(path)) return;
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#reload(path), QUIET_MS);
    });
    this.#watcher.on('error', () => this.close());
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #reload(path: string): void {
    const document = readDocument(path);
    if (document === null) {
      if (this.#hadFile) this.#refuse([GONE]);
      return;
    }
    this.#hadFile = true;
    if (!document.ok) {
      this.#refuse([{ path: 'settings', message: document.error }]);
      return;
    }
    if (JSON.stringify(document.value) === this.#lastWritten) return;
    const overrides = without(this.#overrides, differences(this.#document, document.value));
    const parsed = parseSettings(merged(document.value, overrides));
    if (!parsed.ok) {
      this.#refuse(parsed.error);
      return;
    }
    this.#document = document.value;
    this.#overrides = overrides;
    this.#lastWritten = JSON.stringify(document.value);
    this.#isFileRefused = false;
    this.#current = parsed.value;
    this.#changed.fire(parsed.value);
  }

  #refuse(faults: readonly SettingFault[]): void {
    // What was written before is news again when it is put back.
    this.#lastWritten = null;
    this.#isFileRefused = true;
    this.#refused.fire(faults);
  }

  async #write(path: string, document: SettingChanges): Promise<void> {
    try {
      if (this.#isFileRefused) await putAside(path);
      this.#isFileRefused = false;
      // A file that is kept elsewhere, behind a link, is replaced there.
      const target = await realpath(path).catch(() => path);
      const file = await open(`${target}.new`, 'w', 0o600);
      await writeAndClose(file, `${JSON.stringify(document, null, 2)}\n`);
      this.#lastWritten = JSON.stringify(document);
      this.#hadFile = true;
      await rename(`${target}.new`, target);
    } catch (cause) {
      throw new BitFlowError(`The settings can't be written to ${path}: ${systemErrorInWords(cause)}. Nothing was changed.`, {
        code: 'disk-read-only',
        cause,
      });
    }
  }
}

async function writeAndClose(file: FileHandle, content: string | Buffer): Promise<void> {
  try {
    await file.chmod(0o600);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Keeps what was refused beside the settings; a file is copied, so that no moment is without one. */
async function putAside(path: string): Promise<void> {
  const stats = await lstat(path).catch(() => null);
  if (stats === null) return;
  if (!stats.isFile() || stats.size > MOST_SETTINGS_BYTES) return await rename(path, `${path}.refused`);
  await writeAndClose(await open(`${path}.refused`, 'w', 0o600), readWholeFile(path, MOST_SETTINGS_BYTES));
}

/** Says what is wrong in one sentence per fault. */
export function wordsOf(source: string, faults: readonly SettingFault[]): string {
  return `${source}: ${faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}`;
}

const GONE: SettingFault = { path: 'settings', message: 'the file is gone; put it back, or change a setting to have it written again' };

function hasAny(document: SettingChanges | null): boolean {
  return document !== null && Object.keys(document).length > 0;
}

/** Reads a file and holds it, with what is set above it, against the schema. */
function takeUp(path: string | null, overrides: SettingChanges): Result<readonly [SettingChanges, Settings], readonly SettingFault[]> {
  const document = (path === null ? null : readDocument(path)) ?? ok({});
  if (!document.ok) return err([{ path: 'settings', message: document.error }]);
  const parsed = parseSettings(merged(document.value, overrides));
  return parsed.ok ? ok([document.value, parsed.value]) : parsed;
}
