// What every command needs before it can run. Each step works only when it is needed, and then says so in one line.
// Plain Node: this file runs before there is a node_modules.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const windows = process.platform === 'win32'

export const say = (text) => {
  console.log(`· ${text}`)
}

/** The path of a command that came with the packages. */
export const bin = (name) => join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name)

// Windows runs .cmd files through a shell only, and a shell wants its paths quoted.
const needsShell = (command) => windows && command.endsWith('.cmd')
const quoted = (word) => (/\s/u.test(word) ? `"${word}"` : word)

/** Runs a command in the project folder and gives its exit code. */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const shell = needsShell(command)
    const words = shell ? [command, ...args].map(quoted) : [command, ...args]
    const child = spawn(words[0], words.slice(1), { cwd: root, stdio: 'inherit', shell, ...options })
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('close', (code) => {
      resolve(code ?? 1)
    })
  })

const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** Installs the packages when they are missing or older than the lock file. */
export const ensureModules = () => {
  const stamp = join(root, 'node_modules', '.package-lock.json')
  if (changed(stamp) >= changed(join(root, 'package-lock.json'))) return
  say('Installing packages …')
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const done = spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: 'inherit', shell: windows })
  if (done.status !== 0) {
    throw new Error('npm ci failed. Check the network connection and run the command again.')
  }
  const now = new Date()
  utimesSync(stamp, now, now)
}

const forWindow = ['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'fonts-noto-cjk']
const forTests = ['libreoffice-calc-nogui', 'poppler-utils']

/** On Debian as root installs the system packages that a window (and the tests) need; otherwise names those missing. */
export const ensureSystemPackages = (alsoForTests) => {
  if (process.platform !== 'linux' || spawnSync('dpkg-query', ['--version']).status !== 0) return
  const missing = (alsoForTests ? [...forWindow, ...forTests] : forWindow).filter(
    (name) => !isInstalled(name),
  )
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) {
    say(`System packages are missing / 缺少系统软件包：sudo apt-get install ${missing.join(' ')}`)
    return
  }
  say(`Installing system packages: ${missing.join(' ')} …`)
  // A machine that has never fetched its package lists, or has old ones, needs them first.
  if (!install(missing) && !(apt(['update']) && install(missing))) {
    throw new Error(`The system packages could not be installed: ${missing.join(' ')}`)
  }
}

// Newer Debian and Ubuntu renamed some of them, with the ending t64.
const isInstalled = (name) =>
  [name, `${name}t64`].some((candidate) =>
    spawnSync('dpkg-query', ['-W', '-f=${Status}', candidate], { encoding: 'utf8' }).stdout.includes(
      'install ok installed',
    ),
  )

const install = (names) => {
  const known = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0
  const current = names.map((name) => (known(`${name}t64`) ? `${name}t64` : name))
  return apt(['install', '-y', '--no-install-recommends', ...current])
}

const apt = (args) => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', ['-q', ...args], { env, stdio: 'ignore' }).status === 0
}

const newest = (path) => {
  if (!existsSync(path)) return 0
  const state = statSync(path)
  if (!state.isDirectory()) return state.mtimeMs
  return Math.max(state.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

const electronVite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')

/** Runs electron-vite: `build`, or `dev` with what the app is given. */
export const viteCommand = (...args) => [process.execPath, [electronVite, ...args]]

/** Builds the app when a source is newer than what was built. */
export const ensureBuild = async () => {
  const sources = [
    'electron',
    'src',
    'electron.vite.config.ts',
    'scripts/first-styles.mjs',
    'package-lock.json',
  ]
  const built = ['main/main.js', 'preload/preload.cjs', 'renderer/index.html']
  const oldest = Math.min(...built.map((name) => changed(join(root, 'out', name))))
  if (oldest > Math.max(...sources.map((name) => newest(join(root, name))))) return
  say('Building …')
  if ((await run(...viteCommand('build', '--logLevel', 'warn'))) !== 0) throw new Error('The build failed.')
}

/** Command and arguments to run something that opens windows: under Xvfb where there is no display. */
export const withDisplay = (command, args) => {
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (process.platform !== 'linux' || display) return { command, args, headless: false }
  if (spawnSync('xvfb-run', ['--help']).error !== undefined) {
    throw new Error('No display, and xvfb-run is not there / 没有显示器：sudo apt-get install xvfb xauth')
  }
  return {
    command: 'xvfb-run',
    args: ['-a', '-s', '-screen 0 1600x1000x24', command, ...args],
    headless: true,
  }
}

/** Chromium refuses to run as root with its own sandbox helper; the window's `sandbox: true` stays. */
export const rootSwitches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Runs the steps and ends with a plain line, not a stack, when one of them cannot go on. */
export const main = async (steps) => {
  try {
    process.exitCode = await steps()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
