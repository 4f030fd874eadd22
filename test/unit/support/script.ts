import { join } from 'node:path'
import { build } from 'vite'
import { temporaryFolder } from './vaults'

/** Puts NAME.script.ts and all that it imports into one file that plain Node runs. Gives its path. */
export const bundleScript = async (name: string): Promise<string> => {
  const outDir = await temporaryFolder()
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
