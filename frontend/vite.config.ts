import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The shell's policy is script-src 'self': no inline script, no polyfill that
// is written into the page. Addresses are relative, so that the window and the
// browser can both serve the editor.
export default defineConfig({
  base: './',
  plugins: [svelte()],
  resolve: process.env.VITEST ? { conditions: ['browser'] } : undefined,
  build: {
    target: ['safari16.4', 'chrome109'],
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // All is one file, without import(): a browser does not ask again for a part that it could
    // not load once, and the program that has it may be gone when it is needed.
    chunkSizeWarningLimit: 1200,
  },
  test: {
    environment: 'jsdom',
    isolate: false, // one jsdom for all files of a worker: src/testing/setup.ts keeps them apart
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/testing/setup.ts'],
  },
});
