// Class names reach every page: what a feature styles, no other feature may style or use. src/ui and src/app style for all.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

const filesOf = (ending) =>
  readdirSync(join(root, 'src'), { recursive: true })
    .filter((file) => file.endsWith(ending))
    .map((file) => ({
      file: file.replaceAll('\\', '/'),
      text: readFileSync(join(root, 'src', file), 'utf8'),
    }))

const homeOf = (file) => /^features\/[^/]+/u.exec(file)?.[0] ?? 'everyone'

/** Class → the homes that it has in these files. */
const homes = (files, classesIn) => {
  const found = new Map()
  for (const { file, text } of files)
    for (const name of classesIn(text)) found.set(name, (found.get(name) ?? new Set()).add(homeOf(file)))
  return found
}

/** The first class of a selector: what stands further right is found only within it. */
const styled = (text) =>
  [...text.matchAll(/([^{}]+)\{/gu)]
    .flatMap(([, selectors]) => selectors.split(','))
    .flatMap((selector) => /^\s*[a-z]*\.([a-z][\w-]*)/iu.exec(selector)?.[1] ?? [])

const used = (text) =>
  [...text.matchAll(/className=(?:"([^"]+)"|\{([^}]+)\})/gu)].flatMap(
    ([, plain = '', computed = '']) => `${plain} ${computed}`.match(/[a-z][\w-]*/giu) ?? [],
  )

export const checkStyles = () => {
  const styles = homes(filesOf('.css'), styled)
  const uses = homes(filesOf('.tsx'), used)
  const faults = [...styles].flatMap(([name, places]) => {
    const all = places.has('everyone') ? places : new Set([...places, ...(uses.get(name) ?? [])])
    return all.size > 1 ? [`.${name} belongs to one of ${[...all].join(', ')}`] : []
  })
  for (const fault of faults) console.error(fault)
  console.log(`  ${styles.size} classes, ${faults.length} that leak from one feature into another`)
  return styles.size > 0 && faults.length === 0 ? 0 : 1
}
