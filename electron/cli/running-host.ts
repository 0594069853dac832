import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { BitFlowError } from '../../shared/base/bitflow-error.ts';
import { contract } from '../../shared/contract/index.ts';
import { readWholeText } from '../files/read-whole-file.ts';
import { type Instance, readInstance } from '../headless/instance-file.ts';
import { baseDataDir } from '../platform/data-dir.ts';
import { dataFolder } from '../storage/data-folder.ts';
import { UsageError } from './usage-error.ts';

/** How a command is told which host is meant. */
export interface HostFlags {
  readonly dataDir?: string | undefined;
  readonly url?: string | undefined;
  readonly tokenFile?: string | undefined;
}

export type HostClient = ContractRouterClient<typeof contract>;

export interface FoundHost {
  readonly url: string;
  readonly token: string;
  readonly client: HostClient;
}

/**
 * Finds a running host: by address and token file, by data folder, or the only one that runs in the usual place.
 * @throws {UsageError} for an address that is none, or when several run and none is named; {BitFlowError} `no-host`
 */
export function findHost({ url, tokenFile, dataDir }: HostFlags): FoundHost {
  if ((url === undefined) !== (tokenFile === undefined)) {
    throw new UsageError('Expected --url and --token-file together; the token file holds what "bitflow serve" printed as token.');
  }
  if (url !== undefined && tokenFile !== undefined) return connect({ url: originOf(url), token: readToken(tokenFile) });
  const found = dataDir === undefined ? onlyInstance() : readInstance(dataFolder(dataDir).instance);
  if (found === null || !isAlive(found.pid)) {
    const where = dataDir === undefined ? `below ${baseDataDir()}` : `in ${dataDir}`;
    const message = `No running BitFlow was found ${where}. Start one with "bitflow serve", or name its folder with --data-dir. The desktop app opens no address and can't be reached from here.`;
    throw new BitFlowError(message, { code: 'no-host' });
  }
  return connect(found);
}

function connect({ url, token }: Pick<Instance, 'url' | 'token'>): FoundHost {
  const link = new OpenAPILink(contract, { url: `${url}/api`, headers: { authorization: `Bearer ${token}` } });
  return { url, token, client: createORPCClient(link) };
}

function originOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed?.protocol === 'http:') return parsed.origin;
  throw new UsageError(`Expected --url as "bitflow serve" printed it, such as http://127.0.0.1:4711, found "${url}".`);
}

function readToken(path: string): string {
  try {
    const text = readWholeText(path, 65_536).trim();
    return text.startsWith('{') ? String((JSON.parse(text) as { token?: unknown }).token) : text;
  } catch (cause) {
    throw new BitFlowError(
      `The token file ${path} can't be read: ${cause instanceof Error ? cause.message : String(cause)}. Check the path given to --token-file.`,
      {
        code: 'no-host',
        cause,
      },
    );
  }
}

/** A guess between two accounts could halt the wrong one. */
function onlyInstance(): Instance | null {
  let folders: string[];
  try {
    folders = readdirSync(baseDataDir()).map((name) => join(baseDataDir(), name));
  } catch {
    return null;
  }
  const found = folders.flatMap((folder) => {
    const instance = readInstance(dataFolder(folder).instance);
    return instance === null || !isAlive(instance.pid) ? [] : [{ folder, instance }];
  });
  if (found.length > 1) {
    const places = found.map(({ folder }) => `  --data-dir ${folder}`).join('\n');
    throw new UsageError(`Several BitFlows are running. Say which one is meant:\n${places}`);
  }
  return found[0]?.instance ?? null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
