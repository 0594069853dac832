import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInstance, removeInstance, writeInstance } from '../../../electron/headless/instance-file.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const INSTANCE = { url: 'http://127.0.0.1:4711', token: 'secret', pid: 42 };

describe('the instance file', () => {
  it('is read back as it was written', () => {
    const path = join(temporaryFolder(), 'instance.json');
    writeInstance(path, INSTANCE);
    expect(readInstance(path)).toEqual(INSTANCE);
  });

  it.skipIf(process.platform === 'win32')('is readable by its owner only, also where one with wider rights was left behind', () => {
    const path = join(temporaryFolder(), 'instance.json');
    writeFileSync(path, '{}');
    chmodSync(path, 0o666);
    writeInstance(path, INSTANCE);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  });

  it('is removed by the host that wrote it and by no other', () => {
    const path = join(temporaryFolder(), 'instance.json');
    writeInstance(path, INSTANCE);
    removeInstance(path, 43);
    expect(existsSync(path)).toBe(true);
    removeInstance(path, 42);
    expect(existsSync(path)).toBe(false);
  });

  it.each(['', 'null', '12', '[]', '{"url":"x"}', '{"url":1,"token":"t","pid":1}', '{"url":"x","token":"t","pid":"1"}', '{'])(
    'that holds %s is no instance',
    (text) => {
      const path = join(temporaryFolder(), 'instance.json');
      writeFileSync(path, text);
      expect(readInstance(path)).toBeNull();
      removeInstance(path, 42);
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );
});
