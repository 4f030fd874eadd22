import { join } from 'node:path'
import { build } from 'vite'

/** Puts NAME.script.ts and all that it imports into one file in the folder, which plain Node runs. Gives its path. */
export const bundleScript = async (name: string, outDir: string): Promise<string> => {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, `${name}.script.ts`),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: `${name}.mjs` } },
    },
  })
  return join(outDir, `${name}.mjs`)
}
