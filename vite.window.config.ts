import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The window alone, for tests and for hosts without the desktop shell; the shell's build uses the same. */
export default defineConfig({
  root: here('renderer'),
  plugins: [react(), tailwindcss()],
  build: {
    rollupOptions: { input: { index: here('renderer/index.html'), start: here('renderer/start/index.html') } },
    outDir: here('out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    minify: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_200,
  },
});
