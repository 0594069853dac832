import { existsSync, type FSWatcher, readFileSync, watch } from 'node:fs';
import { copyFile, open, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { ConfigError } from '../../shared/base/config-error.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { parseSettings, type SettingFault } from '../../shared/config/parse-settings.ts';
import type { SettingChanges, Settings } from '../../shared/config/settings.ts';

/** An editor may write a file in several steps; it is read when it has been quiet for so long. */
const QUIET_MS = 150;

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
  #isFileRefused = false;
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
  constructor(path: string | null, overrides: SettingChanges = {}) {
    this.#path = path;
    this.#overrides = overrides;
    const document = path === null || !existsSync(path) ? ok({}) : readDocument(path);
    if (!document.ok) throw new ConfigError('settings', `${path}: ${document.error}`);
    this.#document = document.value;
    const parsed = parseSettings(merged(this.#document, overrides));
    if (!parsed.ok) throw new ConfigError(parsed.error[0].path, wordsOf(path ?? 'settings', parsed.error));
    this.#current = parsed.value;
  }

  get current(): Settings {
    return this.#current;
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
    if (!existsSync(path)) return;
    const document = readDocument(path);
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
    if (this.#isFileRefused && existsSync(path)) await copyFile(path, `${path}.refused`);
    this.#isFileRefused = false;
    const temporary = `${path}.new`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(document, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    this.#lastWritten = JSON.stringify(document);
    await rename(temporary, path);
  }
}

/** Says what is wrong in one sentence per fault. */
export function wordsOf(source: string, faults: readonly SettingFault[]): string {
  return `${source}: ${faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}`;
}

function readDocument(path: string): Result<SettingChanges, string> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof content !== 'object' || content === null || Array.isArray(content)) return err('expected a JSON object of settings');
    return ok(content as SettingChanges);
  } catch (error) {
    return err(`the file is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A file may hold anything where a section should be. */
function isSection(values: unknown): values is SettingChanges[string] {
  return typeof values === 'object' && values !== null && !Array.isArray(values);
}

function merged(base: SettingChanges, changes: SettingChanges): SettingChanges {
  const result: Record<string, SettingChanges[string]> = { ...base };
  for (const [section, values] of Object.entries(changes)) {
    const before = result[section];
    // A section that is not an object is left for the schema to refuse.
    result[section] = isSection(values) && isSection(before ?? {}) ? { ...before, ...values } : values;
  }
  return result;
}

function without(base: SettingChanges, changes: SettingChanges): SettingChanges {
  return Object.fromEntries(
    Object.entries(base).map(([section, values]) => {
      const changed = changes[section];
      return [section, isSection(changed) ? Object.fromEntries(Object.entries(values).filter(([name]) => !(name in changed))) : values];
    }),
  );
}

/** The settings of `after` that differ from those of `before`. */
function differences(before: SettingChanges, after: SettingChanges): SettingChanges {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([, values]) => isSection(values))
      .map(([section, values]) => [
        section,
        Object.fromEntries(Object.entries(values).filter(([name, value]) => before[section]?.[name] !== value)),
      ]),
  );
}
