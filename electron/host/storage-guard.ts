import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import type { Disposable, DisposableStore } from '../../shared/base/disposable.ts';
import { drop } from '../../shared/base/drop.ts';
import { Emitter } from '../../shared/base/emitter.ts';
import { type CommandId, idFrom } from '../../shared/domain/ids.ts';
import type { BitFlowEngine } from '../engine/bitflow-engine.ts';
import type { Logger } from '../engine/ports/logger.ts';
import type { DataFolder } from '../storage/data-folder.ts';
import type { FileFault } from '../storage/file-watch.ts';
import { FolderWatch } from '../storage/folder-watch.ts';
import { awaitDataFolder, type HeldFolder } from '../storage/hold-folder.ts';
import type { KeptStore } from '../storage/kept-store.ts';
import type { EngineRuntime } from './engine-runtime.ts';
import type { Services } from './services.ts';
import type { WorkstationOptions } from './workstation-options.ts';

export interface StorageGuardOptions {
  readonly folder: DataFolder;
  readonly stores: readonly KeptStore[];
  readonly engine: BitFlowEngine;
  readonly runtime: EngineRuntime;
  readonly log: Logger;
}

/** Holds a folder for this process. One that an engine before this one used has its journal: nothing is begun anew in its place. */
export async function holdFolder(folder: DataFolder, { log, predecessor = null }: WorkstationOptions): Promise<HeldFolder> {
  const held = await awaitDataFolder(folder, { hadEngine: predecessor !== null });
  for (const words of held.privacy.tightened) log.warn('others were shut out', { what: words });
  for (const words of held.privacy.warnings) log.warn('others may read', { what: words });
  return held;
}

/** Begins to watch over the folder of a workstation whose stores are open; `null` where nothing is kept. */
export function guardFolder(
  { folder, log }: WorkstationOptions,
  { services, engine, held }: { readonly services: Services; readonly engine: BitFlowEngine; readonly held: DisposableStore },
): StorageGuard | null {
  if (folder === null) return null;
  return held.add(new StorageGuard({ folder, stores: services.keptStores, engine, runtime: services.runtime, log }));
}

/** Under which the engine names what is wrong, and the runtime holds entries for it. */
const KEY = 'data-folder';

/**
 * Acts on what becomes of the data folder in use. While a file that money hangs on is gone, replaced or can't be written, nothing is
 * opened and working entries are cancelled; cancels, exits and the record go on into the files that were opened. A file that was
 * overwritten is left alone from then on. When all is in its place again, trading goes on.
 */
export class StorageGuard implements Disposable {
  readonly #options: StorageGuardOptions;
  readonly #watch: FolderWatch;
  readonly #mustRestart = new Emitter<string>();
  readonly #abandoned = new Map<string, FileFault>();
  readonly #copied = new Set<KeptStore>();

  /** Announces that what is missing comes back by a clean end of this engine and a new one, with the reason. */
  readonly onMustRestart = this.#mustRestart.event;

  constructor(options: StorageGuardOptions) {
    this.#options = options;
    const { folder } = options;
    this.#watch = new FolderWatch({ folder, onChange: (faults) => this.#onChange(faults) });
  }

  /** Whether this process must end without closing its stores, since that would write into what is another's. */
  get mustNotClose(): boolean {
    return this.#abandoned.size > 0;
  }

  /** Brings copies up to date that were made of stores whose files are gone; call when nothing more is recorded. */
  async finish(): Promise<void> {
    for (const store of this.#copied) await store.rescue(copyOf(store)).catch(() => false);
  }

  dispose(): void {
    this.#watch.dispose();
  }

  #onChange(found: readonly FileFault[]): void {
    for (const fault of found) if (fault.kind === 'overwritten') this.#abandon(fault);
    const faults = [...this.#abandoned.values(), ...found.filter(({ path }) => !this.#abandoned.has(path))];
    const serious = faults.filter((fault) => this.#isSerious(fault));
    this.#say(
      `${KEY} beside`,
      'degraded',
      faults.filter((fault) => !serious.includes(fault)),
    );
    this.#say(KEY, 'halted', serious);
    this.#hold(serious);
    if (faults.length === 0) this.#options.log.warn('the data folder is as it was opened again');
    else this.#options.log.error('the data folder changed while it is used', { faults });
    if (serious.length > 0 && serious.every(isMissingSideFile)) this.#mustRestart.fire(serious.map(inWords).join('; '));
  }

  /** What can be had again, and what only helps, is no reason to stop opening. */
  #isSerious({ path }: FileFault): boolean {
    const { folder } = this.#options;
    return !path.startsWith(folder.market) && path !== folder.lock;
  }

  #say(key: string, state: 'degraded' | 'halted', faults: readonly FileFault[]): void {
    const { engine, folder } = this.#options;
    if (faults.length === 0) engine.lift(key);
    else engine.impair(key, state, faults.map((fault) => `${inWords(fault)} ${adviceFor(fault, folder)}`).join(' '));
  }

  #hold(serious: readonly FileFault[]): void {
    const { runtime } = this.#options;
    runtime.holdEntries(KEY, serious.length === 0 ? null : serious.map(inWords).join(' '));
    if (serious.length === 0) return;
    const entries = [...runtime.core.books.orders.live()].filter(({ role }) => role === 'entry');
    for (const { clientOrderId } of entries) {
      const commandId = idFrom<CommandId>(`guard-${randomBytes(8).toString('hex')}`);
      drop(runtime.command({ commandId, body: { kind: 'cancel-order', clientOrderId } }), () => undefined);
    }
    for (const { path, kind } of serious) if (kind === 'gone' || kind === 'replaced') this.#beginCopy(path);
  }

  /** What was recorded lives on in a file without a name until this process ends; a copy of it gets one. */
  #beginCopy(path: string): void {
    const store = this.#options.stores.find((each) => each.path === path);
    if (store === undefined || this.#copied.has(store)) return;
    this.#copied.add(store);
    drop(store.rescue(copyOf(store)), () => undefined);
  }

  #abandon(fault: FileFault): void {
    if (this.#abandoned.has(fault.path)) return;
    this.#abandoned.set(fault.path, fault);
    const store = this.#options.stores.find(({ path }) => path === fault.path);
    store?.abandon(new BitFlowError(`${inWords(fault)} ${adviceFor(fault, this.#options.folder)}`, { code: 'file-foreign' }));
  }
}

function copyOf({ path }: KeptStore): string {
  return `${path.replace(/\.db$/, '')}.rescued.db`;
}

function isMissingSideFile({ path, kind }: FileFault): boolean {
  return kind === 'gone' && /\.db-(?:wal|shm)$/.test(path);
}

function inWords({ path, words }: FileFault): string {
  return `${path} ${words} while BitFlow uses it.`;
}

/** Says what to do about a fault, and what BitFlow does meanwhile. */
function adviceFor({ path, kind }: FileFault, folder: DataFolder): string {
  const name = basename(path);
  const isFolder = path === folder.path;
  if (path === folder.lock) return 'The journal itself stays locked. Start BitFlow again when it suits you, to have it made anew.';
  if (path.startsWith(folder.market)) return 'It keeps bars, which can be had again. Start BitFlow again when it suits you.';
  if (kind === 'overwritten')
    return `Expected the file that was opened. Nothing more is read from it or written to it; nothing is opened, cancels, exits and the kill switch go on without it. Stop BitFlow, put ${name} back from a copy, without its -wal and -shm, and start again.`;
  const meanwhile = 'Nothing is opened; cancels, exits and the kill switch go on.';
  if (kind === 'unwritable') return `${meanwhile} Give yourself permission to read and write it again.`;
  if (kind === 'silent') return `${meanwhile} Check the disk, or the network behind it.`;
  if (isFolder)
    return `Expected the folder that was opened. ${meanwhile} Put it back at its path, or stop BitFlow and start it with --data-dir where the folder is now.`;
  if (/-(?:wal|shm)$/.test(name))
    return kind === 'gone'
      ? `${meanwhile} The engine is started again, which writes everything into ${name.replace(/-\w+$/, '')}.`
      : `Expected SQLite's own file. ${meanwhile} Move what stands there away; the engine is then started again.`;
  return `Expected the file that was opened. ${meanwhile} What is recorded is still there until BitFlow ends, with a copy in ${name.replace(/\.db$/, '')}.rescued.db. Put the file back in its place, or stop BitFlow, rename that copy to ${name}, and start again.`;
}
