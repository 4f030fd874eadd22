import type { EntryPart, LostEntry, Vault } from '../../../src/bridge/vault'

/** The lines of an entry as the data worker writes them, with `count` changes of some length. */
export const entryLines = (seq: number, count = 2, text = '合川区企业技术需求'): readonly string[] => [
  JSON.stringify({
    batch: { seq, count, title: `新建机构 ${String(seq)}`, at: `2021-04-08T01:00:${two(seq % 60)}.000Z` },
  }),
  ...Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      id: `c${String(seq)}-${String(index)}`,
      register: 'organizations',
      fields: { name: [null, text] },
    }),
  ),
  JSON.stringify({ end: seq, mark: markAfter(seq) }),
]
export const markAfter = (seq: number) => ({
  ledger: 'a',
  schema: 1,
  marks: { organizations: { count: seq } },
})
const two = (value: number): string => String(value).padStart(2, '0')

export const wholePart = (seq: number, count?: number): EntryPart => ({
  seq,
  lines: [...entryLines(seq, count)],
  last: true,
  sync: true,
})

/** Appends whole entries, each acknowledged before the next. */
export const say = async (vault: Vault, from: number, to: number): Promise<void> => {
  for (let seq = from; seq <= to; seq += 1) {
    const { status } = await vault.append(wholePart(seq))
    if (status !== 'written') throw new Error(`Entry ${String(seq)}: ${status}`)
  }
}

export interface ReadBack {
  readonly lines: readonly string[]
  readonly lost: readonly LostEntry[]
}

/** Everything that can be had; of one snapshot, or of the newest state. */
export const readAll = async (vault: Vault, snapshot?: string): Promise<ReadBack> => {
  const lines: string[] = []
  for (let at: string | null = null; ;) {
    const chunk: Awaited<ReturnType<Vault['read']>> = await vault.read(
      snapshot === undefined || at !== null ? { at } : { at, from: { kind: 'snapshot', name: snapshot } },
    )
    lines.push(...chunk.lines)
    if (chunk.next === null) return { lines, lost: chunk.lost }
    at = chunk.next
  }
}

export const linesOf = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => entryLines(from + index)).flat()
