import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareText } from '../../../electron/inference/text/prepare-text.ts';
import { readFolder } from '../../../training/sentiment/data/labelled-lines.ts';

const folder = join(import.meta.dirname, '../../../training/sentiment');

it('reads every line of the corpus and of the evaluation set', () => {
  expect(readFolder(join(folder, 'corpus')).length).toBeGreaterThan(5_000);
  expect(readFolder(join(folder, 'evaluation')).length).toBeGreaterThanOrEqual(500);
});

it('trains on no line of the evaluation set', () => {
  const held = new Map(readFolder(join(folder, 'evaluation')).map(({ text }) => [prepareText(text), text]));
  const shared = readFolder(join(folder, 'corpus')).flatMap(({ text, source }) =>
    held.has(prepareText(text)) ? [`${source}: ${text}`] : [],
  );
  expect(shared).toEqual([]);
});
