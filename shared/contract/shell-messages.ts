import { z } from 'zod';

/**
 * What the desktop shell and its page say to each other beside the engine's contract, over a message port of their own.
 * The shell reads what the page says by these schemas; the page trusts the shell, which made it.
 */

/** The channel on which the preload is handed the page's end of that port. */
export const SHELL_PORT_MESSAGE = 'bitflow:shell';

const path = z.string().min(1).max(4_000);

/** The market of a start, as a page asks for it. */
export const shellMarket = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sim'), seed: z.int().min(0).max(4_294_967_295).nullable() }),
  z.strictObject({
    kind: z.literal('csv'),
    paths: z.array(path).min(1).max(64),
    timeZone: z.string().min(1).max(64).nullable(),
    instrumentPath: path.nullable(),
    skipBadRows: z.boolean(),
  }),
]);

/** An action of the page, as menus show it; the page runs it by its id. */
export const shellAction = z.strictObject({
  id: z.string().min(1).max(120),
  title: z.string().min(1).max(200),
  group: z.string().min(1).max(40),
  shortcut: z.string().max(40).nullable(),
});

export const fromPage = z.discriminatedUnion('kind', [
  /** Everything that can be done now; replaces what was said before. */
  z.strictObject({ kind: z.literal('actions'), actions: z.array(shellAction).max(500) }),
  z.strictObject({ kind: z.literal('retry') }),
  z.strictObject({ kind: z.literal('show-logs') }),
  z.strictObject({ kind: z.literal('show-data') }),
  z.strictObject({ kind: z.literal('about') }),
  /** Opens the window in which another account is chosen. */
  z.strictObject({ kind: z.literal('choose') }),
  z.strictObject({ kind: z.literal('pick'), what: z.enum(['folder', 'files', 'instrument']) }),
  /** Opens an account; `dataDir` `null` is the usual folder of that market. */
  z.strictObject({ kind: z.literal('open'), dataDir: path.nullable(), market: shellMarket }),
]);

export type ShellMarket = z.output<typeof shellMarket>;
export type ShellAction = z.output<typeof shellAction>;
export type FromPage = z.output<typeof fromPage>;

/** An account that was opened before. */
export interface KnownAccount {
  readonly dataDir: string;
  readonly market: ShellMarket;
  /** UTC milliseconds. */
  readonly openedAt: number;
}

export type ToPage =
  /** Run the action of this name, as if it was chosen in the palette. */
  | { readonly kind: 'run'; readonly id: string }
  /** The engine can't be kept running. */
  | { readonly kind: 'trouble'; readonly code: string; readonly message: string; readonly dataDir: string }
  /** Choose what to open; `problem` says what was wrong with what was asked for. */
  | { readonly kind: 'choice'; readonly accounts: readonly KnownAccount[]; readonly problem: string | null; readonly baseDir: string }
  | { readonly kind: 'picked'; readonly what: 'folder' | 'files' | 'instrument'; readonly paths: readonly string[] };
