import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SpawnedHost } from './spawned-host.ts';

const PRELOAD = new URL('./clock-shift.mjs', import.meta.url);

/** A host, with its engine, on a machine whose clock a test moves while they run. */
export interface ShiftedHost {
  readonly host: SpawnedHost;
  /** Moves the clock that the processes see, as sleep does, or somebody who sets it. */
  readonly jump: (byMs: number) => void;
}

/** Starts `bitflow serve` with a clock that can be moved; `folder` is for the file that says how far. */
export async function startShifted(folder: string, args: readonly string[]): Promise<ShiftedHost> {
  const path = join(folder, 'clock-shift');
  let shiftMs = 0;
  const write = (): void => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(shiftMs);
    writeFileSync(path, bytes, { flag: 'r+' });
  };
  writeFileSync(path, Buffer.alloc(8));
  const host = await SpawnedHost.start(args, {
    NODE_OPTIONS: `--import=${fileURLToPath(PRELOAD)}`,
    BITFLOW_TEST_CLOCK_SHIFT: path,
  });
  return {
    host,
    jump: (byMs) => {
      shiftMs += byMs;
      write();
    },
  };
}
