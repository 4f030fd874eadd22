import { useEffect, useState } from 'react'
import { labelOf, type Register } from '../../domain/register'
import type { Found, Store } from '../../storage/store'

/** Something that the window can do, offered beside the records. */
export interface Command {
  readonly label: string
  /** Other words for it. */
  readonly words?: string
  /** The keys that do the same. */
  readonly keys?: string
  readonly run: () => void
}

/** One line that can be chosen. */
export type Entry =
  | { readonly kind: 'command'; readonly command: Command }
  | {
      readonly kind: 'record'
      readonly register: Register
      readonly id: string
      readonly label: string
      readonly detail: string
      readonly code: string
    }
  | { readonly kind: 'all'; readonly register: Register; readonly total: number }

export interface Group {
  readonly title: string
  readonly entries: readonly Entry[]
}

export interface Findings {
  /** The words that these were found by. */
  readonly search: string
  readonly groups: readonly Group[]
  /** Records found in all registers. */
  readonly total: number
}

export interface RecentRecord {
  readonly register: string
  readonly id: string
}

const mostCommands = 6
const mostRecords = 5

/** Commands and records in which all words are found; those of the words before stay until the new ones are there. */
export const useFindings = (
  store: Store,
  registers: readonly Register[],
  commands: readonly Command[],
  recent: readonly RecentRecord[],
  district: string | undefined,
  search: string,
): Findings => {
  const [findings, setFindings] = useState<Findings>({ search: '', groups: [], total: 0 })
  useEffect(() => {
    let late = false
    const look = async (): Promise<void> => {
      if (search.trim() === '') {
        const groups = [
          ...(await recentGroup(store, registers, recent)),
          ...(await commandGroup(commands, '')),
        ]
        if (!late) setFindings({ search, groups, total: 0 })
        return
      }
      const [found, doings] = await Promise.all([
        findEverywhere(store, registers, district, search),
        commandGroup(commands, search),
      ])
      if (late) return
      setFindings({
        search,
        groups: [...doings, ...found.map(recordGroup)],
        total: found.reduce((sum, { total }) => sum + total, 0),
      })
    }
    void look()
    return () => {
      late = true
    }
  }, [store, registers, commands, recent, district, search])
  return findings
}

type FoundIn = Found & { readonly register: Register }

const findEverywhere = async (
  store: Store,
  registers: readonly Register[],
  district: string | undefined,
  search: string,
): Promise<readonly FoundIn[]> => {
  const found = await Promise.all(
    registers.map(async (register): Promise<FoundIn> => {
      const request = { register: register.name, search, limit: mostRecords }
      return { register, ...(await store.find(district === undefined ? request : { ...request, district })) }
    }),
  )
  return found.filter(({ total }) => total > 0)
}

const recentGroup = async (
  store: Store,
  registers: readonly Register[],
  recent: readonly RecentRecord[],
): Promise<readonly Group[]> => {
  const entries = await Promise.all(
    recent.map(async ({ register: name, id }): Promise<readonly Entry[]> => {
      const register = registers.find((known) => known.name === name)
      const [record] = await store.getMany(name, [id])
      if (register === undefined || record?.deletedAt !== null) return []
      const label = labelOf(register, record)
      return [{ kind: 'record', register, id, label, detail: register.title, code: record.code }]
    }),
  )
  const shown = entries.flat()
  return shown.length === 0 ? [] : [{ title: '最近打开', entries: shown }]
}

const commandGroup = async (commands: readonly Command[], search: string): Promise<readonly Group[]> => {
  // The readings of all characters come with it: they must not hold up the first picture of the window.
  const { compileQuery, searchable } = await import('../../domain/search')
  const matches = compileQuery(search)
  const found = commands.filter(({ label, words = '' }) => matches(searchable(`${label} ${words}`)))
  if (found.length === 0) return []
  return [
    {
      title: '操作',
      entries: (search.trim() === '' ? found : found.slice(0, mostCommands)).map((command) => ({
        kind: 'command',
        command,
      })),
    },
  ]
}

const recordGroup = ({ register, total, options }: FoundIn): Group => ({
  title: `${register.title}（${String(total)}）`,
  entries: [
    ...options.map((option): Entry => ({ kind: 'record', register, ...option })),
    ...(total > options.length ? [{ kind: 'all', register, total } as const] : []),
  ],
})
