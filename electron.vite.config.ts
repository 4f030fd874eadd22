import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { HtmlTagDescriptor, IndexHtmlTransformContext, Plugin } from 'vite'
import { firstStyles } from './scripts/first-styles.mjs'
import { theme } from './src/app/theme'

// Everything is bundled, so the packaged app carries no node_modules.
const bundled = { externalizeDeps: false }

/** Without a tag of its own the small first script of the window would wait for the large one that imports it. */
const runStartFirst = {
  name: 'run-start-first',
  transformIndexHtml: {
    order: 'post',
    handler: (_html: string, { bundle }: IndexHtmlTransformContext): HtmlTagDescriptor[] => {
      if (bundle === undefined) return []
      const file = Object.keys(bundle).find((name) => /\/start-[^/]+\.js$/u.test(name))
      if (file === undefined) throw new Error('The first script of the window is no file of its own.')
      const attrs = { type: 'module', crossorigin: true, src: `./${file}` }
      return [{ tag: 'script', attrs, injectTo: 'head-prepend' }]
    },
  },
} as const satisfies Plugin

export default defineConfig({
  main: {
    build: {
      ...bundled,
      target: 'node20.18',
      rolldownOptions: {
        input: resolve('electron/main.ts'),
        output: { format: 'es', entryFileNames: 'main.js' },
        external: ['electron'],
      },
    },
  },
  preload: {
    build: {
      ...bundled,
      target: 'node20.18',
      // A sandboxed window loads its preload as one CommonJS file.
      rolldownOptions: {
        input: resolve('electron/preload.ts'),
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
        external: ['electron'],
      },
    },
  },
  renderer: {
    root: 'src',
    plugins: [react(), runStartFirst, firstStyles(theme)],
    worker: {
      format: 'es',
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
    },
    build: {
      target: 'chrome130',
      minify: true,
      // Inlined assets would need `data:` in more places of the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: resolve('src/index.html'),
        // All else that the first page needs in one file: each file more is one more to wait for before the window is drawn.
        output: {
          codeSplitting: {
            groups: [
              { name: 'start', test: /app\/start\.ts$/u, priority: 1 },
              { name: 'first', tags: ['$initial'] },
            ],
          },
        },
      },
    },
  },
})
