import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const at = (path: string): string => new URL(`../../${path}`, import.meta.url).href;

/** Loads modules in a Node of its own, in which the module `electron` can't be had, and returns what went wrong. */
function loadWithoutElectron(paths: readonly string[]): string {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) => {
      if (name === 'electron' || name.startsWith('electron/')) throw new Error('electron was imported from ' + context.parentURL);
      return next(name, context);
    } });
    for (const path of ${JSON.stringify(paths.map(at))}) await import(path);
    process.exit(0);
  `;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    cwd: fileURLToPath(at('')),
  });
  return status === 0 ? '' : stderr;
}

it('the command line, the host and the engine run in a Node that has no Electron', () => {
  const paths = [
    'electron/cli/main.ts',
    'electron/cli/commands/serve.ts',
    'electron/cli/commands/run.ts',
    'electron/cli/commands/host-commands.ts',
    'electron/headless/run-host.ts',
    'electron/engine-process/run-engine.ts',
  ];
  expect(loadWithoutElectron(paths)).toBe('');
});

it('what is meant for Electron would be noticed', () => {
  expect(loadWithoutElectron(['electron/main/index.ts'])).toContain('electron was imported from');
});
