import { assert } from '../../../shared/base/assert.ts';
import type { BarBlock } from '../../../shared/domain/market-block.ts';
import { packBlock, unpackBlock } from '../block-codec.ts';
import { guarded, openDatabase, type WritableDb } from '../sqlite.ts';
import { marketForm } from './market-migrations.ts';

interface DayRow {
  readonly day: number;
  readonly row_count: number;
  readonly data: Uint8Array;
}

export interface DaysQuestion {
  readonly series: string;
  readonly firstDay: number;
  readonly lastDay: number;
}

export interface DayToKeep {
  readonly series: string;
  readonly day: number;
  readonly bars: BarBlock;
}

/** What the storage thread of the market store answers to. */
export function marketMethods() {
  let db: WritableDb | null = null;
  let path = '';
  const opened = (): WritableDb => {
    assert(db !== null, 'the market store was used before it was opened');
    return db;
  };
  return {
    open(openPath: string): void {
      path = openPath;
      db = openDatabase({ path, form: marketForm, durability: 'normal' });
    },
    days({ series, firstDay, lastDay }: DaysQuestion): { day: number; bars: BarBlock }[] {
      const rows = guarded(path, () =>
        opened()
          .prepare('SELECT day, row_count, data FROM bar_days WHERE series = ? AND day BETWEEN ? AND ?')
          .all(series, firstDay, lastDay),
      ) as DayRow[];
      return rows.flatMap(({ day, row_count, data }) => {
        const bars = unpacked(row_count, data);
        return bars === null ? [] : [{ day, bars }];
      });
    },
    putDay({ series, day, bars }: DayToKeep): void {
      guarded(path, () =>
        opened().prepare('INSERT OR REPLACE INTO bar_days VALUES (?,?,?,?)').run(series, day, bars.length, packBlock(bars)),
      );
    },
    /** Bars can be had again. */
    rescue(): boolean {
      return false;
    },
    close(): void {
      db?.close();
    },
  };
}

/** Returns a day's bars, or `null` when they are damaged; such a day can be had again. */
function unpacked(length: number, data: Uint8Array): BarBlock | null {
  try {
    return unpackBlock('bars', length, data) as BarBlock;
  } catch {
    return null;
  }
}
