// Preloaded into a process by tests: its wall clock is that of this machine and the milliseconds in the file that is named, read anew
// at every look.
import { openSync, readSync } from 'node:fs';

const path = process.env.BITFLOW_TEST_CLOCK_SHIFT;
if (path !== undefined) {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(8);
  const now = Date.now;
  Date.now = () => {
    readSync(file, bytes, 0, 8, 0);
    return now() + Math.round(bytes.readDoubleLE(0));
  };
}
