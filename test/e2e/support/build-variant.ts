import { execFileSync } from 'node:child_process'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './launch'

const needed = ['electron', 'src', 'scripts', 'electron.vite.config.ts', 'package.json', 'tsconfig.json']

/**
 * Builds the app as it would be with one more register: a copy of the sources in the folder, the register's file beside
 * the others, one line in their list, and nothing else changed.
 */
export const buildWithRegister = async (folder: string, name: string, path: string): Promise<void> => {
  for (const entry of needed) await cp(join(root, entry), join(folder, entry), { recursive: true })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const registers = join(folder, 'src', 'domain', 'registers')
  const definition = await readFile(path, 'utf8')
  await writeFile(join(registers, `${name}.ts`), definition.replaceAll('../../../src/domain/', '../'))
  const list = join(registers, 'all.ts')
  const known = await readFile(list, 'utf8')
  const added = known
    .replace('import { needs }', `import { ${name} } from './${name}'\nimport { needs }`)
    .replace('  needs,\n', `  needs,\n  ${name},\n`)
  await writeFile(list, added)
  execFileSync(
    process.execPath,
    [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  )
}
