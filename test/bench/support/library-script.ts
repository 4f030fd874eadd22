import { build } from 'vite'
import type { read } from 'xlsx'
import { root } from '../../e2e/support/launch'

declare global {
  interface Window {
    benchLibrary: { readonly read: typeof read }
  }
}

/** The reading library as one script that leaves it in the window. */
export const libraryScript = async (): Promise<string> => {
  const entry = '\0library'
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'library',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry ? "import { read } from 'xlsx'\nwindow.benchLibrary = { read }" : undefined,
      },
    ],
    build: {
      write: false,
      target: 'chrome130',
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  })
  const [output] = [built].flat()
  if (output === undefined || !('output' in output)) throw new Error('The library was not bundled.')
  return output.output[0].code
}
