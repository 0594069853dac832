import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { HostServer } from '../../electron/headless/host-server.ts';
import { Supervisor } from '../../electron/supervision/supervisor.ts';
import { type HttpAnswer, type HttpQuestion, httpRequest } from './http-request.ts';
import { type StandInEngines, standInEngines } from './in-process-engine.ts';
import { temporaryFolder } from './temporary.ts';

export const WINDOW_PAGE = '<!doctype html><title>the window</title>';

/** A host whose engine answers nobody, for everything that is decided before the engine is asked. Lasts as long as the test. */
export interface BareHost {
  readonly host: HostServer;
  readonly supervisor: Supervisor;
  readonly engines: StandInEngines;
  readonly port: number;
  readonly origin: string;
  /** Folder that holds the folder of the window, and beside it a file that nobody may get. */
  readonly folder: string;
  readonly ask: (path: string, question?: HttpQuestion) => Promise<HttpAnswer>;
}

export async function bareHost({ answersPings = true } = {}): Promise<BareHost> {
  const folder = temporaryFolder();
  const windowRoot = join(folder, 'window');
  mkdirSync(join(windowRoot, 'assets'), { recursive: true });
  writeFileSync(join(windowRoot, 'index.html'), WINDOW_PAGE);
  writeFileSync(join(windowRoot, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not for you');
  const engines = standInEngines({ answersPings });
  const supervisor = new Supervisor({ fork: engines.fork, heartbeatMs: 50, lateMs: 300 });
  const host = new HostServer({ supervisor, windowRoot });
  const port = await host.listen(0);
  supervisor.start();
  await supervisor.ready();
  onTestFinished(async () => {
    await host.close();
    await supervisor.stop();
  });
  const origin = `http://127.0.0.1:${port}`;
  return { host, supervisor, engines, port, origin, folder, ask: (path, question) => httpRequest(origin, path, question) };
}

/** The question by which a page of `origin` exchanges a code. */
export function exchangeOf(code: string, origin: string): HttpQuestion {
  return { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify({ code }) };
}
