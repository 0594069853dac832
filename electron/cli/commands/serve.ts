import type { TradingMode } from '../../../shared/domain/trading-state.ts';
import type { EngineOptions } from '../../engine-process/engine-options.ts';
import { runHost } from '../../headless/run-host.ts';
import { defaultDataDir } from '../../platform/data-dir.ts';
import { nodeEngineScript, windowRoot } from '../../platform/program-files.ts';
import { dataFolder } from '../../storage/data-folder.ts';
import type { Output } from '../output.ts';
import { type MarketFlags, parseMarket } from '../parse-market.ts';

export interface ServeFlags extends MarketFlags {
  readonly port: number;
  readonly dataDir?: string | undefined;
  readonly speed?: number | undefined;
  readonly mode?: TradingMode | undefined;
}

/** Brings up a host and stays until it is told to stop. */
export async function serve(flags: ServeFlags, output: Output): Promise<void> {
  const market = parseMarket(flags);
  const folder = dataFolder(flags.dataDir ?? defaultDataDir(market));
  const engineOptions: EngineOptions = {
    dataDir: folder.path,
    market,
    overrides: flags.mode === undefined ? {} : { trading: { mode: flags.mode } },
    speed: flags.speed ?? null,
    logLevel: process.env['BITFLOW_LOG'] ?? 'warn',
  };
  const host = await runHost({
    port: flags.port,
    windowRoot,
    engineEntry: nodeEngineScript,
    engineOptions,
    instancePath: folder.instance,
    onWaiting: ({ reason, delayMs }) => output.say(`The engine ended: ${reason}. It is started again in ${delayMs} ms.`),
  });
  const { url, token, pid, engine } = host;
  // Whoever reads the answer may stop this process at once.
  const stop = async (): Promise<void> => {
    output.say('stopping …');
    await host.stop();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
  process.once('SIGHUP', () => void stop());
  output.answer({ url, token, pid, engine }, () => [
    '',
    '  BitFlow is running. Open this address; it works once, for you:',
    '',
    `    ${url}`,
    '',
    `  Data folder  ${folder.path}`,
    `  API          ${new URL(url).origin}/api   (token in ${folder.instance})`,
    '  Stop         Ctrl C',
    '',
  ]);
  const { message } = await host.failed;
  output.say(`The engine can't be kept running: ${message}`);
  await host.stop();
  process.exit(1);
}
