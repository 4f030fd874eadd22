import { readdirSync, readFileSync } from 'node:fs'

/**
 * Megabytes that a process and all below it take. What several of them share counts once; what other programs share
 * with them, such as another Electron that runs at the same time, counts in full, so that it makes no difference.
 */
export const familyMemory = (pid: number): number => {
  const members = familyOf(pid)
  const own = members.reduce((sum, id) => sum + ownMemory(id), 0)
  const files = new Map<string, number>()
  for (const id of members)
    for (const [place, size] of mappedFiles(id)) files.set(place, Math.max(size, files.get(place) ?? 0))
  return [...files.values()].reduce((sum, size) => sum + size, own) / 1024
}

const familyOf = (pid: number): readonly number[] => {
  const parents = readdirSync('/proc')
    .filter((entry) => /^\d+$/u.test(entry))
    .flatMap((entry) => {
      const parent = /^PPid:\s*(\d+)$/mu.exec(readIfThere(`/proc/${entry}/status`))?.[1]
      return parent === undefined ? [] : [{ id: Number(entry), parent: Number(parent) }]
    })
  const family = new Set([pid])
  for (let size = 0; size !== family.size;) {
    size = family.size
    for (const { id, parent } of parents) if (family.has(parent)) family.add(id)
  }
  return [...family]
}

/** Kilobytes that are no file's; of those that processes share, the share of this one. */
const ownMemory = (pid: number): number =>
  [...readIfThere(`/proc/${String(pid)}/smaps_rollup`).matchAll(/^Pss_(?:Anon|Shmem):\s*(\d+)/gmu)].reduce(
    (sum, [, size]) => sum + Number(size),
    0,
  )

/** Kilobytes of files in memory, by file and place in it. */
const mappedFiles = (pid: number): readonly (readonly [place: string, size: number])[] =>
  readIfThere(`/proc/${String(pid)}/smaps`)
    .split(/^(?=[\da-f]+-[\da-f]+ )/mu)
    .flatMap((mapping) => {
      const place = /^\S+ \S+ ([\da-f]+ \S+ [1-9]\d*)\s+\/(?!dev\/shm|memfd)/u.exec(mapping)?.[1]
      if (place === undefined) return []
      return [[place, kilobytes(mapping, 'Rss') - kilobytes(mapping, 'Anonymous')] as const]
    })

const kilobytes = (mapping: string, what: string): number =>
  Number(new RegExp(`^${what}:\\s*(\\d+)`, 'mu').exec(mapping)?.[1] ?? 0)

/** A process may end while one looks at it. */
const readIfThere = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error) return ''
    throw error
  }
}
