import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ENGINE_FLAGS } from '../../electron/supervision/engine-flags.ts';

/** Makes much that lives for a while and then dies, as a busy market does, and prints how large the young generation became, bytes. */
const BUSY = `
  let alive = [];
  for (let turn = 0; turn < 600; turn += 1) {
    alive.push(Array.from({ length: 2_000 }, (_, place) => ({ place, turn, words: String(place) })));
    if (alive.length > 30) alive = alive.slice(15);
  }
  const young = require('node:v8').getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  console.log(young.space_size);
`;

function youngGeneration(flags: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [...flags, '-e', BUSY], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(Number(said)));
  });
}

describe('the memory of an engine', () => {
  it('is bounded where garbage is made: the young generation stays small', async () => {
    // Three halves of the size that is set, and what they are rounded up by.
    expect(await youngGeneration(ENGINE_FLAGS)).toBeLessThanOrEqual(14 * 1024 * 1024);
    expect(await youngGeneration([])).toBeGreaterThan(14 * 1024 * 1024);
  });
});
