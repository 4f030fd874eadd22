// Called by electron-builder: takes Electron's own start page out of the package, which would run any folder it is given.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

export default async ({ appOutDir, electronPlatformName, packager }) => {
  const resources =
    electronPlatformName === 'darwin'
      ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : join(appOutDir, 'resources')
  await rm(join(resources, 'default_app.asar'), { force: true })
}
