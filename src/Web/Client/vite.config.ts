import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Everything the page needs comes from /assets under a hashed name; nothing is inlined, so that the
// page lives under `default-src 'self'` without any exception.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2024',
    cssTarget: ['chrome125', 'firefox128', 'safari18'],
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/hub': { target: 'ws://127.0.0.1:8080', ws: true },
    },
  },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
