import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window alone, for tests and for hosts without the desktop shell; the shell's build uses the same. */
export default defineConfig({
  root: 'renderer',
  plugins: [react(), tailwindcss()],
  build: {
    rollupOptions: { input: fileURLToPath(new URL('./renderer/index.html', import.meta.url)) },
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    minify: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_200,
  },
});
