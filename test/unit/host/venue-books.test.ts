import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MarketChoice } from '../../../electron/host/market-choice.ts';
import { verifyJournal } from '../../../electron/host/verify-journal.ts';
import type { Workstation } from '../../../electron/host/workstation.ts';
import type { CommandBody, CommandResult } from '../../../shared/domain/command.ts';
import { type CommandId, idFrom } from '../../../shared/domain/ids.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { price, quantity } from '../../support/builders.ts';
import { tamper } from '../../support/open-journal.ts';
import { aWorkstation, CODE_HASH, LIVELY_START, livelyMarket } from '../../support/recorded-run.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const MINUTES = 700;
/** Where the life that is recorded before the tests ends, and where an earlier copy of its files was made. */
const [COPIED_AT, STOPPED_AT] = [240, 300];

const original = mkdtempSync(join(tmpdir(), 'bitflow-venue-books-'));
let market: MarketChoice;
let commands = 0;

async function say(workstation: Workstation, body: CommandBody): Promise<CommandResult> {
  commands += 1;
  return await workstation.services.runtime.command({ commandId: idFrom<CommandId>(`test-${commands}`), body });
}

function buy(workstation: Workstation): Promise<CommandResult> {
  return say(workstation, {
    kind: 'place-order',
    instrumentId: workstation.services.header.instruments[0].id,
    side: 'buy',
    type: 'market',
    quantity: quantity('10'),
    limitPrice: null,
    stop: price('50.00'),
    target: price('200.00'),
  });
}

function closePosition(workstation: Workstation): Promise<CommandResult> {
  return say(workstation, { kind: 'close-position', instrumentId: workstation.services.header.instruments[0].id });
}

const playTo = (workstation: Workstation, minute: number): Promise<void> =>
  workstation.services.marketDoor.advance(LIVELY_START + minute * MINUTE_MS);

/** Starts on a folder, does something, and stops; the folder's files are whole and closed then. */
async function live<T>(folder: string, action: (workstation: Workstation) => Promise<T>): Promise<T> {
  const workstation = aWorkstation(folder, market);
  await workstation.start();
  try {
    return await action(workstation);
  } finally {
    await workstation.stop();
  }
}

/** A folder as it was when the life before ended, with a position of 10 open under its stop and target. */
function leftBehind(): string {
  const folder = temporaryFolder();
  cpSync(join(original, 'data'), folder, { recursive: true });
  return folder;
}

const earlier = (file: string): string => join(original, 'earlier', file);

/** What a user sees of an account at a glance. */
function seen({ services: { core }, engine }: Workstation) {
  const { books } = core;
  return {
    state: engine.state,
    cause: books.tradingState.cause,
    reason: books.tradingState.reason,
    open: [...books.positions.values()].map((position) => String(position.quantity / 1_000_000_000_000n)),
    live: [...books.orders.live()].map(({ role, status }) => `${role} ${status}`).toSorted(),
  };
}

beforeAll(async () => {
  market = livelyMarket(original, MINUTES);
  const folder = join(original, 'data');
  await live(folder, async (workstation) => {
    await playTo(workstation, 200);
    await buy(workstation);
    await playTo(workstation, 220);
    await closePosition(workstation);
    await playTo(workstation, 225);
    await buy(workstation);
    await playTo(workstation, COPIED_AT);
  });
  cpSync(folder, join(original, 'earlier'), { recursive: true });
  await live(folder, async (workstation) => {
    await closePosition(workstation);
    await playTo(workstation, 260);
    await buy(workstation);
    await playTo(workstation, 265);
    await buy(workstation);
    await playTo(workstation, 270);
    await closePosition(workstation);
    await playTo(workstation, 280);
    await buy(workstation);
    await playTo(workstation, STOPPED_AT);
  });
}, 60_000);
afterAll(() => rmSync(original, { recursive: true, force: true }));

const protectedPosition = { open: ['10'], live: ['stop-loss working', 'take-profit working'] };

describe('a start on venue books that are as they were left', () => {
  it('says nothing and trades on, and the record is decided again alike', async () => {
    const folder = leftBehind();
    await live(folder, async (workstation) => {
      expect(seen(workstation)).toMatchObject({ state: 'running', ...protectedPosition });
      expect(workstation.services.core.books.venue).toMatchObject({ place: 1, differences: [] });
    });
    expect(verifyJournal(join(folder, 'journal.db'), CODE_HASH)).toMatchObject({ ok: true, firstFault: null });
  });
});

describe.each([
  ['are missing', /missing and were made anew; this journal has followed \d+ orders and \d+ trades/, removePaper],
  [
    'are older',
    /older than this journal: they hold \d+ orders and \d+ trades/,
    (folder: string) => replacePaper(folder, earlier('paper.db')),
  ],
])('a start on venue books that %s', (_, words, change) => {
  it('halts, says what can be done, and puts the stop in place again', async () => {
    const folder = leftBehind();
    change(folder);
    await live(folder, (workstation) => {
      expect(seen(workstation)).toMatchObject({
        state: 'halted',
        cause: 'dispute',
        reason: expect.stringMatching(words),
        ...protectedPosition,
      });
      expect(workstation.services.core.books.tradingState.reason).toMatch(/paper\.db.*resume/);
      return Promise.resolve();
    });
    await live(folder, (workstation) => {
      expect(seen(workstation)).toMatchObject({ state: 'halted', reason: expect.stringMatching(words), ...protectedPosition });
      return Promise.resolve();
    });
    expect(verifyJournal(join(folder, 'journal.db'), CODE_HASH)).toMatchObject({ ok: true, firstFault: null });
  });

  it('goes on after the user resumes: buys, fills and closes are in the books', async () => {
    const folder = leftBehind();
    change(folder);
    await live(folder, async (workstation) => {
      const { books } = workstation.services.core;
      expect(await say(workstation, { kind: 'resume-trading' })).toMatchObject({ isDone: true });
      const before = books.fillCount;
      expect(await buy(workstation)).toMatchObject({ isDone: true });
      await playTo(workstation, 320);
      expect(seen(workstation)).toMatchObject({ state: 'running', open: ['20'] });
      expect(books.fillCount).toBe(before + 1);
      await closePosition(workstation);
      await playTo(workstation, 340);
      expect(seen(workstation)).toMatchObject({ state: 'running', open: [], live: [] });
    });
    await live(folder, (workstation) => Promise.resolve(expect(seen(workstation)).toMatchObject({ state: 'running', open: [] })));
    expect(verifyJournal(join(folder, 'journal.db'), CODE_HASH)).toMatchObject({ ok: true, firstFault: null });
  });

  it('closes what is open without waiting for a stop that is not there', async () => {
    const folder = leftBehind();
    change(folder);
    await live(folder, async (workstation) => {
      expect(await say(workstation, { kind: 'flatten' })).toMatchObject({ isDone: true });
      await playTo(workstation, 320);
      expect(seen(workstation)).toMatchObject({ state: 'halted', open: [], live: [] });
    });
  });
});

describe('a start on a journal that is older than the venue', () => {
  it('takes up what it lacks from the venue, names it and halts, and the books are those of the venue', async () => {
    const folder = leftBehind();
    const expected = await live(folder, (workstation) => Promise.resolve(booked(workstation)));
    copyFileSync(earlier('journal.db'), join(folder, 'journal.db'));
    await live(folder, (workstation) => {
      expect(seen(workstation)).toMatchObject({
        state: 'halted',
        cause: 'dispute',
        reason: expect.stringMatching(/newer than this journal: \d+ orders .* put the newer journal\.db back/),
        ...protectedPosition,
      });
      expect(booked(workstation)).toEqual(expected);
      return Promise.resolve();
    });
    await live(folder, async (workstation) => {
      await say(workstation, { kind: 'resume-trading' });
      await closePosition(workstation);
      await playTo(workstation, 320);
      expect(seen(workstation)).toMatchObject({ state: 'running', open: [], live: [] });
    });
    await live(folder, (workstation) => Promise.resolve(expect(seen(workstation)).toMatchObject({ state: 'running', open: [] })));
    expect(verifyJournal(join(folder, 'journal.db'), CODE_HASH)).toMatchObject({ ok: true, firstFault: null });
  });
});

describe("a start on another account's venue books", () => {
  it('halts, keeps what is in them out of these books, and puts the stop in place there', async () => {
    const [folder, other] = [leftBehind(), temporaryFolder()];
    await live(other, async (workstation) => {
      await playTo(workstation, 200);
      await buy(workstation);
      await playTo(workstation, 210);
    });
    replacePaper(folder, join(other, 'paper.db'));
    await live(folder, (workstation) => {
      expect(seen(workstation)).toMatchObject({
        state: 'halted',
        reason: expect.stringMatching(/others than this journal has followed/),
        ...protectedPosition,
      });
      return Promise.resolve();
    });
    await live(folder, async (workstation) => {
      expect(seen(workstation)).toMatchObject({ state: 'halted', ...protectedPosition });
      await closePosition(workstation);
      await playTo(workstation, 320);
      expect(seen(workstation)).toMatchObject({ open: [], live: [] });
    });
  });
});

describe('one value that was altered in the books of the venue', () => {
  const stopOf = `(SELECT client_order_id FROM orders WHERE json_extract(body, '$.role') = 'stop-loss' AND status = 'working')`;
  const setBody = (path: string, value: string): string =>
    `UPDATE orders SET body = json_set(body, '${path}', '${value}') WHERE client_order_id = ${stopOf}`;

  it.each([
    ["a stop's price", setBody('$.stopPrice', '=1')],
    ["a stop's quantity", setBody('$.quantity', '=1')],
    ["a stop's status", setBody('$.status', 'cancelled')],
    ["the status beside a stop's body", `UPDATE orders SET status = 'cancelled' WHERE client_order_id = ${stopOf}`],
    ['the text of a stop', `UPDATE orders SET body = 'nonsense' WHERE client_order_id = ${stopOf}`],
    ['a stop that is gone', `DELETE FROM orders WHERE client_order_id = ${stopOf}`],
    ['a fill of an order that is over', `UPDATE orders SET body = json_set(body, '$.fills[0].price', '=1') WHERE status = 'filled'`],
    ['the count of orders', 'UPDATE state SET order_count = order_count + 1'],
    ['the count of trades', 'UPDATE state SET trade_count = 1'],
    ['the name of the books', "UPDATE state SET books_id = 'abcdefghij-books'"],
    ['the state as a whole', 'DELETE FROM state'],
  ])('%s is named and halts, the stop is in place, and it halts once', async (_, sql) => {
    const folder = leftBehind();
    tamper(join(folder, 'paper.db'), (db) => db.exec(sql));
    await live(folder, async (workstation) => {
      expect(seen(workstation)).toMatchObject({ state: 'halted', cause: 'dispute', ...protectedPosition });
      expect(workstation.services.core.books.venue.differences.length).toBeGreaterThan(0);
      await say(workstation, { kind: 'resume-trading' });
    });
    await live(folder, async (workstation) => {
      expect(seen(workstation)).toMatchObject({ state: 'running', ...protectedPosition });
      await buy(workstation);
      await playTo(workstation, 320);
      expect(seen(workstation)).toMatchObject({ state: 'running', open: ['20'] });
      await closePosition(workstation);
      await playTo(workstation, 340);
      expect(seen(workstation)).toMatchObject({ state: 'running', open: [], live: [] });
    });
    expect(verifyJournal(join(folder, 'journal.db'), CODE_HASH)).toMatchObject({ ok: true, firstFault: null });
  });
});

/** What money follows from: positions with their cost, cash, and every fill. */
function booked({ services: { core } }: Workstation) {
  const { positions, ledger, fillCount } = core.books;
  return {
    positions: [...positions.values()].map(({ direction, quantity: size, cost, fees }) => ({ direction, size, cost, fees })),
    balances: ledger.accounts(),
    fillCount,
  };
}

function removePaper(folder: string): void {
  for (const file of ['paper.db', 'paper.db-wal', 'paper.db-shm']) rmSync(join(folder, file), { force: true });
}

function replacePaper(folder: string, by: string): void {
  removePaper(folder);
  copyFileSync(by, join(folder, 'paper.db'));
}
