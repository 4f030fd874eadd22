import { shortHash } from '../short-hash'
import type { FoundTable, TableColumn } from '../understand/found'
import { plainHeading } from '../words'

/** The shape of a ledger: its headings, in whatever order they stand. Two files of one shape were made from one form. */
export const fingerprintOf = ({ shape, columns }: Pick<FoundTable, 'shape' | 'columns'>): string =>
  `${shape} ${shortHash(columns.map(nameOfColumn).toSorted().join('\n'))}`

/** A column by its name: 服务对象/企业名称. */
export const nameOfColumn = ({ heading, parents }: TableColumn): string =>
  [...parents, heading].map(plainHeading).join('/')
