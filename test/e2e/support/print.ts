import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { root } from './launch'

const pictures = join(root, 'test-output', 'pages')

/** What LibreOffice prints of a workbook, as text; the pictures of its pages are kept to be looked at. */
export const printed = (path: string): string => {
  const folder = dirname(path)
  const name = basename(path, '.xlsx')
  const pdf = join(folder, `${name}.pdf`)
  mkdirSync(pictures, { recursive: true })
  const profile = `-env:UserInstallation=file://${join(folder, 'office')}`
  execFileSync('soffice', ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, path], {
    stdio: 'ignore',
    timeout: 120_000,
  })
  execFileSync('pdftoppm', ['-r', '90', '-png', pdf, join(pictures, name)])
  return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
}
