import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import { codeHash } from './electron/platform/code-version.ts';
import window from './vite.window.config.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const { version } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as { readonly version: string };

/** The desktop shell: main side, engine with its threads, preload, and the same window that the headless host serves. */
export default defineConfig({
  main: {
    define: { BITFLOW_CODE_HASH: JSON.stringify(codeHash(here('.'))), BITFLOW_VERSION: JSON.stringify(version) },
    build: {
      outDir: 'out/main',
      // Native code stays a package; all else is bundled, since hundreds of small files would be most of a start.
      externalizeDeps: false,
      minify: false,
      rollupOptions: {
        external: ['better-sqlite3', 'fs-native-extensions', '@xenova/transformers'],
        input: {
          index: here('electron/main/index.ts'),
          engine: here('electron/engine-process/electron-entry.ts'),
          cli: here('electron/cli/main.ts'),
          'node-engine': here('electron/engine-process/node-entry.ts'),
          'storage-worker': here('electron/storage/thread/storage-worker.ts'),
          'history-worker': here('electron/adapters/sim/history-worker.ts'),
          'replay-worker': here('electron/host/replay-worker.ts'),
          'inference-worker': here('electron/inference/thread/inference-worker.ts'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: { input: { index: here('electron/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: window,
});
