// npm run package: the app as a folder for this system, or an installer: npm run package -- --win nsis
import { join } from 'node:path'
import { ensureModules, main, root, run, say } from './prepare.mjs'

await main(async () => {
  ensureModules()
  const wanted = process.argv.slice(2)
  const code = await run(process.execPath, [
    join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
  if (code !== 0) return code
  const args = wanted.length > 0 ? wanted : ['--dir']
  const { ensureElectron } = await import('./electron.mjs')
  const electron = process.platform === 'linux' ? await ensureElectron(say) : undefined
  const linux =
    electron === undefined || wanted.length > 0
      ? []
      : [`-c.electronDist=${join(electron, '..')}`, '-c.electronVersion=33.2.1']
  return run(join(root, 'node_modules', '.bin', 'electron-builder'), [
    ...args,
    ...linux,
    '--publish',
    'never',
  ])
})
