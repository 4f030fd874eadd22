// npm run package: the app as a folder for this system. What follows goes to electron-builder's own targets:
//   npm run package -- --win nsis      npm run package -- --mac dmg      npm run package -- --linux deb
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bin, ensureModules, main, run, say, viteCommand } from './prepare.mjs'

/**
 * Where a Linux package takes its Electron from. With the stand-in the folder shows how the package is made and starts,
 * and that is all it is for: what is handed out is built where the electron package's own binary can be had.
 */
const forLinux = async (args) => {
  const elsewhere = ['--win', '--mac', '-w', '-m'].some((word) => args.includes(word))
  if (process.platform !== 'linux' || elsewhere) return []
  const { ensureElectron } = await import('./electron.mjs')
  const folder = dirname(await ensureElectron(say))
  const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/u, '')
  if (existsSync(join(folder, 'resources', 'default_app.asar')) && folder.includes('.cache')) {
    say(`Packed with Electron ${version}, the stand-in: for a trial on this machine, not to be handed out.`)
  }
  return [`-c.electronDist=${folder}`, `-c.electronVersion=${version}`]
}

await main(async () => {
  ensureModules()
  const wanted = process.argv.slice(2)
  const args = wanted.length > 0 ? wanted : ['--dir']
  const built = await run(...viteCommand('build', '--logLevel', 'warn'))
  if (built !== 0) return built
  return run(bin('electron-builder'), [...args, ...(await forLinux(args)), '--publish', 'never'])
})
