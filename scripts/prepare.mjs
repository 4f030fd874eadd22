// What every command needs before it can run. Each step does its work only when it is needed, and then says so in one line.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
export const say = (text) => {
  console.log(`· ${text}`)
}

/** Runs a command in the project folder and gives its exit code. */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      ...options,
    })
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
  const lock = join(root, 'package-lock.json')
  if (changed(stamp) >= changed(lock)) return
  say('Installing packages …')
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (done.status !== 0)
    throw new Error('npm ci failed. Check the network connection and run the command again.')
  const now = new Date()
  utimesSync(stamp, now, now)
}

const forWindow = ['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'fonts-noto-cjk']
const forTests = ['libreoffice-calc-nogui', 'poppler-utils', 'python3']

/** On Debian as root installs the system packages that a window needs; elsewhere names those that are missing. */
export const ensureSystemPackages = (alsoForTests) => {
  if (process.platform !== 'linux' || spawnSync('dpkg-query', ['--version']).status !== 0) return
  const wanted = alsoForTests ? [...forWindow, ...forTests] : forWindow
  const missing = wanted.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) {
    say(`System packages are missing / 缺少系统软件包：sudo apt-get install ${missing.join(' ')}`)
    return
  }
  say(`Installing system packages: ${missing.join(' ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] }
  if (
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], {
      ...quiet,
      stdio: 'ignore',
    }).status === 0
  )
    return
  execFileSync('apt-get', ['update', '-q'], quiet)
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], quiet)
}

const isInstalled = (name) =>
  spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' }).stdout.includes(
    'install ok installed',
  )

const newest = (path) => {
  if (!existsSync(path)) return 0
  const state = statSync(path)
  if (!state.isDirectory()) return state.mtimeMs
  return Math.max(state.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Builds the app when a source is newer than what was built. */
export const ensureBuild = async () => {
  const sources = ['electron', 'src', 'resources', 'electron.vite.config.ts', 'package-lock.json'].map(
    (name) => newest(join(root, name)),
  )
  const built = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'].map((name) =>
    changed(join(root, name)),
  )
  if (Math.min(...built) > Math.max(...sources)) return
  say('Building …')
  const code = await run(process.execPath, [
    join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
  if (code !== 0) throw new Error('The build failed.')
}

/** Command and arguments to run something that opens windows: under Xvfb where there is no display. */
export const withDisplay = (command, args) => {
  const headless =
    process.platform === 'linux' &&
    (process.env['DISPLAY'] ?? '') === '' &&
    (process.env['WAYLAND_DISPLAY'] ?? '') === ''
  if (!headless) return { command, args }
  if (spawnSync('xvfb-run', ['--help']).error !== undefined) {
    throw new Error('No display, and xvfb-run is not there / 没有显示器：sudo apt-get install xvfb xauth')
  }
  return {
    command: 'xvfb-run',
    args: ['-a', '-s', '-screen 0 1600x1000x24', command, ...args],
    headless: true,
  }
}

/** Root may not use Chromium's own sandbox helper; the window's `sandbox: true` stays. */
export const rootSwitches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Runs the steps and ends with a plain line, not a stack, when one of them fails. */
export const main = async (steps) => {
  try {
    process.exitCode = await steps()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
