import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vite';

import { notice } from './notice';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [notice()],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
  resolve: {
    alias: [
      // Grafana's icons fetch their drawings: these are in the bundle, because the page has no network.
      { find: 'react-inlinesvg', replacement: here('src/inlineIcon.tsx') },
      // No panel shown here opens an editor of code or a map, and these are two thirds of the size.
      ...['@monaco-editor/react', 'monaco-editor', 'ol/format/WKT', 'react-dom/server', './fonts.mjs'].map(
        (find) => ({ find, replacement: here('src/absent.ts') })
      ),
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    cssCodeSplit: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    chunkSizeWarningLimit: 10_000,
    modulePreload: false,
    rollupOptions: {
      input: here('src/main.tsx'),
      // One classic script, which a page can hold.
      output: {
        format: 'iife',
        entryFileNames: 'page.js',
        assetFileNames: 'page[extname]',
        inlineDynamicImports: true,
      },
    },
  },
});
