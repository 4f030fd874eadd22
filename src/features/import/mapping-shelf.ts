import type { Register } from '../../domain/register'
import { matchColumns } from '../../workbook/mapping/match-columns'
import { applyMapping, asMapping, mappingOf } from '../../workbook/mapping/saved-mapping'
import type { FoundTable } from '../../workbook/understand/found'
import { chosenMatches } from './chosen-matches'
import type { ImportMemory } from './import-memory'
import type { ImportJob, TakenMapping } from './import-types'
import { mappingView } from './mapping-view'

interface Shelf {
  readonly memory: ImportMemory
  readonly registers: readonly Register[]
  readonly tableAt: (index: number) => FoundTable
  readonly registerOf: (name: string) => Register
}

type Named = Pick<
  ImportJob,
  'mappings' | 'mappingNamed' | 'saveMapping' | 'dropMapping' | 'mappingFile' | 'takeMapping'
>

/** What stands first in the file of a mapping. */
const fileKind = 'kechuang-ledger/mapping'
const largestFile = 1024 * 1024

const refused = (message: string): TakenMapping => ({
  ok: false,
  message,
  advice: '请选择由本程序“存为文件”得到的列对应文件。',
})

/** Mappings that a person named, to use again and to share. */
export const mappingShelf = ({ memory, registers, tableAt, registerOf }: Shelf): Named => {
  const named = async (name: string) =>
    (await memory.mappings()).find((mapping) => mapping.name === name && name !== '')
  return {
    mappings: async (register) =>
      (await memory.mappings())
        .filter((mapping) => mapping.name !== '' && mapping.register === register)
        .map(({ name }) => name),
    mappingNamed: async (index, to, name) => {
      const [table, register] = [tableAt(index), registerOf(to)]
      const guessed = matchColumns(table, register, registers)
      const saved = await named(name)
      const matches = saved === undefined ? guessed : applyMapping(guessed, saved, register, registers)
      return mappingView(table, matches, register, registers, saved?.name)
    },
    saveMapping: async (name, choices) => {
      const table = tableAt(choices.table)
      const matches = chosenMatches(table, choices)
      await memory.keepMapping(mappingOf(name, table, registerOf(choices.register), matches))
    },
    dropMapping: (name) => memory.dropMapping(name),
    mappingFile: async (name) => {
      const mapping = await named(name)
      const text = JSON.stringify({ kind: fileKind, mapping }, undefined, 2)
      return { fileName: `列对应_${name}.txt`, bytes: new TextEncoder().encode(text) }
    },
    takeMapping: async (bytes) => {
      if (bytes.length > largestFile) return refused('这个文件太大，不是列对应文件。')
      const mapping = asMapping(contentOf(bytes))
      if (mapping === undefined || mapping.name === '')
        return refused('这个文件不是列对应文件，或内容不完整。')
      if (!registers.some(({ name }) => name === mapping.register))
        return refused('这份列对应是给别的台账用的，本程序没有那个栏目。')
      await memory.keepMapping(mapping)
      return { ok: true, name: mapping.name, register: mapping.register }
    },
  }
}

const contentOf = (bytes: Uint8Array): unknown => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof value !== 'object' || value === null || Reflect.get(value, 'kind') !== fileKind)
      return undefined
    return Reflect.get(value, 'mapping')
  } catch {
    return undefined
  }
}
