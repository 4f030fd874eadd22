// npm run dev: the app with hot reload.
import { join } from 'node:path'
import {
  ensureModules,
  ensureSystemPackages,
  main,
  root,
  rootSwitches,
  run,
  say,
  withDisplay,
} from './prepare.mjs'

await main(async () => {
  ensureModules()
  ensureSystemPackages(false)
  const { ensureElectron } = await import('./electron.mjs')
  const electron = await ensureElectron(say)
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { command, args } = withDisplay(process.execPath, [vite, 'dev', '--', ...rootSwitches])
  return run(command, args, { env: { ...process.env, ELECTRON_EXEC_PATH: electron }, shell: false })
})
