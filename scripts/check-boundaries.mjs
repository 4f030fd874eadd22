// Who may import whom (.dependency-cruiser.cjs), with a guard against a run that read nothing and so found nothing.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { root } from './prepare.mjs'

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
const folders = ['src', 'electron', 'test'].filter((name) => existsSync(join(root, name)))

export const checkBoundaries = async () => {
  process.chdir(root)
  const ruleSet = { forbidden, options }
  const { output } = await cruise(folders, { ...options, ruleSet, validate: true })
  const { violations, totalCruised, totalDependenciesCruised } = output.summary
  for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} → ${to}`)
  const unread = folders.filter(
    (folder) => !output.modules.some(({ source }) => source.startsWith(`${folder}/`)),
  )
  for (const folder of unread) console.error(`No module of ${folder}/ was read.`)
  console.log(
    `  ${totalCruised} modules, ${totalDependenciesCruised} imports, ${violations.length} violations`,
  )
  return unread.length === 0 && totalDependenciesCruised > 0 && violations.length === 0 ? 0 : 1
}
