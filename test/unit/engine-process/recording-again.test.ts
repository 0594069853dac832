import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordingAgain } from '../../../electron/engine-process/recording-again.ts';
import { temporaryFolder } from '../../support/temporary.ts';

it('tells at once of a folder that can be written, and leaves nothing in it', async () => {
  const folder = temporaryFolder();
  await recordingAgain(folder, new AbortController().signal);
  expect(readdirSync(folder)).toEqual([]);
});

it('waits until there is one that can be written', async () => {
  const folder = join(temporaryFolder(), 'not-yet');
  let isDone = false;
  const again = recordingAgain(folder, new AbortController().signal).then(() => (isDone = true));
  await new Promise((resolve) => {
    setTimeout(resolve, 200);
  });
  expect(isDone).toBe(false);
  mkdirSync(folder);
  chmodSync(folder, 0o700);
  await again;
});

it('stops waiting when it is told to', async () => {
  const ending = new AbortController();
  const again = recordingAgain(join(temporaryFolder(), 'never'), ending.signal);
  ending.abort();
  await again;
});
