import { formatDecimal } from '../../../shared/domain/decimal.ts';
import { averageEntry } from '../../../shared/domain/position.ts';
import type { TradingMode } from '../../../shared/domain/trading-state.ts';
import { silentLogger } from '../../engine/ports/logger.ts';
import { accountNow } from '../../host/feeds/account-feed.ts';
import { Workstation } from '../../host/workstation.ts';
import { codeHashOfProgram, threadScripts } from '../../platform/program-files.ts';
import { dataFolder } from '../../storage/data-folder.ts';
import { type Output, table } from '../output.ts';
import { type MarketFlags, parseMarket } from '../parse-market.ts';
import { UsageError } from '../usage-error.ts';

export interface RunFlags extends MarketFlags {
  readonly mode?: TradingMode | undefined;
  readonly dataDir?: string | undefined;
}

/** Plays a whole file through the engine as fast as it goes. */
export async function run(flags: RunFlags, output: Output): Promise<void> {
  const market = parseMarket(flags);
  if (market.kind !== 'csv')
    throw new UsageError('Expected --market csv:FILE; the simulated market has no end to run to. Use "bitflow serve" for it.');
  const startedMs = performance.now();
  const workstation = new Workstation({
    folder: flags.dataDir === undefined ? null : dataFolder(flags.dataDir),
    market,
    overrides: flags.mode === undefined ? {} : { trading: { mode: flags.mode } },
    speed: null,
    scripts: threadScripts,
    codeHash: codeHashOfProgram(),
    log: silentLogger,
    wallNow: Date.now,
  });
  await workstation.start();
  try {
    const { settings } = workstation.services;
    if (settings.current.trading.mode === 'manual')
      output.say('The mode is manual: trades are proposed, but nobody is here to approve them. Give --mode auto to trade.');
    await workstation.playToEnd();
    const { core, market: opened, recording, runtime } = workstation.services;
    if (core.rowCount === 0 && recording.lastSequence > 0)
      output.say(
        'Nothing was played: this folder holds the whole run already. The figures are those of the record; choose another folder to play it again.',
      );
    if (runtime.fault !== null) throw new Error(runtime.fault.message);
    const { books } = core;
    const account = accountNow(workstation);
    const positions = [...books.positions.values()].map((position) => ({
      instrumentId: position.instrumentId,
      direction: position.direction,
      quantity: formatDecimal(position.quantity),
      averageEntry: formatDecimal(averageEntry(position)),
      unrealised: account.positions.find(({ instrumentId }) => instrumentId === position.instrumentId)?.unrealised ?? '0.00',
    }));
    const result = {
      bars: core.rowCount,
      signals: books.signalCount,
      proposals: books.proposalCount,
      orders: books.orderCount,
      fills: books.fillCount,
      trades: books.tradeCount,
      equity: account.equity,
      cash: account.cash,
      realised: account.realised,
      unrealised: account.unrealised,
      fees: account.fees,
      positions,
      ledgerBalanced: books.ledger.isBalanced,
      tradingState: books.tradingState.state,
      factsHash: core.factsHash,
      elapsedMs: Math.round(performance.now() - startedMs),
      assumptions: opened.assumptions,
    };
    output.answer(result, () => [
      ...table(
        ['', ''],
        [
          ['Bars', String(result.bars)],
          ['Signals', String(result.signals)],
          ['Proposals', String(result.proposals)],
          ['Orders', String(result.orders)],
          ['Fills', String(result.fills)],
          ['Closed trades', String(result.trades)],
          ['Equity', `${result.equity} ${account.currency}`],
          ['Cash', `${result.cash} ${account.currency}`],
          ['Realised', result.realised],
          ['Unrealised', result.unrealised],
          ['Fees', result.fees],
          ['Open positions', String(positions.length)],
          ['Ledger balanced', result.ledgerBalanced ? 'yes' : 'NO'],
          ['Trading', books.tradingState.state === 'active' ? 'active' : `${books.tradingState.state}: ${books.tradingState.reason}`],
          ['Facts hash', result.factsHash],
          ['Time', `${result.elapsedMs} ms`],
        ],
      ).slice(1),
      '',
      'Assumptions:',
      ...result.assumptions.map((words) => `  ${words}`),
    ]);
  } finally {
    await workstation.stop();
  }
}
