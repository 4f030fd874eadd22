import type { FoundTable, TableColumn } from '../understand/found'
import { plainHeading } from '../words'

/** The shape of a ledger: its headings, in whatever order they stand. Two files of one shape were made from one form. */
export const fingerprintOf = ({ shape, columns }: Pick<FoundTable, 'shape' | 'columns'>): string =>
  `${shape} ${hashOf(columns.map(nameOfColumn).toSorted().join('\n'))}`

/** A column by its name: 服务对象/企业名称. */
export const nameOfColumn = ({ heading, parents }: TableColumn): string =>
  [...parents, heading].map(plainHeading).join('/')

/** FNV-1a over UTF-16, twice with different seeds: long enough to tell shapes apart, short enough to keep. */
const hashOf = (text: string): string => [0x811c_9dc5, 0x1234_5678].map((seed) => fnv(text, seed)).join('')

const fnv = (text: string, seed: number): string => {
  let hash = seed
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  return (hash >>> 0).toString(36).padStart(7, '0')
}
