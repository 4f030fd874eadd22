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
  /** The words themselves are found nowhere: these sound or are written nearly so. */
  readonly isNearly: boolean
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
  const [findings, setFindings] = useState<Findings>({
    search: '',
    groups: [],
    isNearly: false,
    total: 0,
  })
  useEffect(() => {
    let late = false
    const isLate = (): boolean => late
    const look = async (): Promise<void> => {
      const found =
        search.trim() === ''
          ? await suggestions(store, registers, commands, recent)
          : await findAnything({ store, registers, commands, district, search }, isLate)
      if (!late) setFindings({ search, ...found })
    }
    void look()
    return () => {
      late = true
    }
  }, [store, registers, commands, recent, district, search])
  return findings
}

type Shown = Omit<Findings, 'search'>

interface Asked {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly commands: readonly Command[]
  readonly district: string | undefined
  readonly search: string
}

/** Before anything is typed. */
const suggestions = async (
  store: Store,
  registers: readonly Register[],
  commands: readonly Command[],
  recent: readonly RecentRecord[],
): Promise<Shown> => ({
  groups: [...(await recentGroup(store, registers, recent)), ...commandGroup(commands)],
  isNearly: false,
  total: 0,
})

/** What the words find; where they find nothing, what comes nearest to them. */
const findAnything = async (asked: Asked, isLate: () => boolean): Promise<Shown> => {
  const [records, doings] = await Promise.all([findRecords(asked, false), findCommands(asked)])
  if (records.length > 0 || doings.length > 0 || isLate()) return shown(records, doings, false)
  const [nearRecords, nearDoings] = await Promise.all([findRecords(asked, true), findNearCommands(asked)])
  const errors = Math.min(...nearRecords.map((found) => found.errors), nearDoings.errors)
  return shown(
    nearRecords.filter((found) => found.errors === errors),
    nearDoings.errors === errors ? nearDoings.commands : [],
    true,
  )
}

const shown = (records: readonly FoundIn[], commands: readonly Command[], isNearly: boolean): Shown => ({
  groups: [
    ...commandGroup(commands.slice(0, mostCommands)),
    ...records.map(isNearly ? nearGroup : recordGroup),
  ],
  isNearly,
  total: records.reduce((sum, { total }) => sum + total, 0),
})

type FoundIn = Found & { readonly register: Register }

const findRecords = async (
  { store, registers, district, search }: Asked,
  nearly: boolean,
): Promise<readonly FoundIn[]> => {
  const found = await Promise.all(
    registers.map(async (register): Promise<FoundIn> => {
      const request = { register: register.name, search, limit: mostRecords, nearly }
      return { register, ...(await store.find(district === undefined ? request : { ...request, district })) }
    }),
  )
  return found.filter(({ total }) => total > 0)
}

const textOf = ({ label, words = '' }: Command): string => `${label}\n${words}`

// The readings of all characters come with these: they must not hold up the first picture of the window.

const findCommands = async ({ commands, search }: Asked): Promise<readonly Command[]> => {
  const { compileQuery, searchable } = await import('../../domain/search')
  const matches = compileQuery(search)
  return commands.filter((command) => matches(searchable(textOf(command))))
}

const findNearCommands = async ({
  commands,
  search,
}: Asked): Promise<{ readonly commands: readonly Command[]; readonly errors: number }> => {
  const [{ compileNear }, { searchable }] = await Promise.all([
    import('../../domain/near-search'),
    import('../../domain/search'),
  ])
  const errorsIn = compileNear(search)
  const near = commands.flatMap((command) => {
    const errors = errorsIn(searchable(textOf(command)))
    return errors === undefined ? [] : [{ command, errors }]
  })
  const errors = Math.min(...near.map((found) => found.errors))
  return { errors, commands: near.filter((found) => found.errors === errors).map(({ command }) => command) }
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

const commandGroup = (commands: readonly Command[]): readonly Group[] =>
  commands.length === 0
    ? []
    : [{ title: '操作', entries: commands.map((command) => ({ kind: 'command', command })) }]

const recordGroup = (found: FoundIn): Group => {
  const { register, total, options } = found
  const { title, entries } = nearGroup(found)
  const all: readonly Entry[] = total > options.length ? [{ kind: 'all', register, total }] : []
  return { title: `${title}（${String(total)}）`, entries: [...entries, ...all] }
}

/** Without a way to the list, which finds nothing by these words. */
const nearGroup = ({ register, options }: FoundIn): Group => ({
  title: register.title,
  entries: options.map((option) => ({ kind: 'record', register, ...option })),
})
