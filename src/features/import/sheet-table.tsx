import { Alert, Button, Flex } from 'antd'
import { startTransition, useEffect, useState } from 'react'
import { columnName } from '../../workbook/grid'
import type { Correction } from '../../workbook/understand/found'
import { MenuButton } from '../../ui/menu-button'
import type { Settled } from './import-desk'
import './import.css'
import type { ImportJob, SheetPicture } from './import-types'
import { TargetSelect } from './target-select'

interface SheetTableProps {
  readonly job: ImportJob
  readonly settled: Settled
  readonly sheet: string
  readonly disabled: boolean
  readonly onTarget: (column: number, key: string) => void
  readonly onPoint: (correction: Correction) => void
}

type Picture = SheetPicture | { readonly fault: string }
type Kind = SheetPicture['rows'][number]['kind']

const kindWords: Readonly<Record<Kind, string>> = {
  title: '标题',
  heading: '表头',
  data: '数据',
  subtotal: '小计',
  signature: '签字',
  note: '说明',
  group: '分组',
  form: '表单',
  blank: '',
}

const rowsBelowHeading = 8
const moreRows = 50

/** The sheet as it lies on the desk: each row says what it was taken for, above each column stands where it goes. */
export const SheetTable = (props: SheetTableProps) => {
  const { job, settled, sheet } = props
  const { table } = settled
  const [count, setCount] = useState(table.headingRow + table.headingRows + rowsBelowHeading)
  const [picture, setPicture] = useState<Picture>()
  useEffect(() => {
    let isCurrent = true
    job.picture(sheet, table.index, 0, count).then(
      (answer) => {
        // A select stands above each column: they are drawn bit by bit.
        if (isCurrent) startTransition(() => setPicture(answer))
      },
      (error: unknown) => {
        if (isCurrent) setPicture({ fault: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [job, sheet, table, count])
  if (picture === undefined) return null
  if ('fault' in picture)
    return (
      <Alert type="error" showIcon title="没有取到这张表，请重新选择文件。" description={picture.fault} />
    )
  const left = picture.total - picture.rows.length
  return (
    <Flex vertical gap="small">
      <div role="region" aria-label="台账的表头和前几行" tabIndex={0} className="sheet-frame">
        <table className="sheet">
          <SheetHead {...props} picture={picture} />
          <tbody>
            {picture.rows.map((row) => (
              <SheetRow key={row.row} {...props} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {left <= 0 ? null : (
        <div>
          <Button size="small" onClick={() => setCount(count + moreRows)}>
            再显示 {Math.min(moreRows, left)} 行（共 {picture.total} 行）
          </Button>
        </div>
      )}
    </Flex>
  )
}

const SheetHead = ({
  settled: { mapping, table },
  picture,
  disabled,
  onTarget,
}: SheetTableProps & { readonly picture: SheetPicture }) => {
  const columns = Array.from({ length: picture.columns }, (_, column) => column)
  const beyond = mapping.columns.filter(({ column }) => column >= picture.columns)
  return (
    <thead>
      <tr>
        <th className="gutter" scope="col">
          行
        </th>
        {columns.map((column) => (
          <th key={column} scope="col">
            {columnName(column)}
          </th>
        ))}
        {table.shape === 'form'
          ? null
          : beyond.map(({ column, heading }) => (
              <th key={column} scope="col">
                {heading}
              </th>
            ))}
      </tr>
      {table.shape === 'form' ? null : (
        <tr>
          <td className="gutter">对应</td>
          {[...columns, ...beyond.map(({ column }) => column)].map((at) => {
            const column = mapping.columns.find((candidate) => candidate.column === at)
            return (
              <td key={at}>
                {column === undefined ? null : <TargetSelect {...{ mapping, column, disabled, onTarget }} />}
              </td>
            )
          })}
        </tr>
      )}
    </thead>
  )
}

const SheetRow = ({
  sheet,
  row: { row, kind, cells },
  disabled,
  onPoint,
}: SheetTableProps & { readonly row: SheetPicture['rows'][number] }) => (
  <tr className={kind}>
    <th scope="row" className="gutter">
      <MenuButton
        label={`${String(row + 1)} ${kindWords[kind]} 更正这一行`}
        text={`${String(row + 1)} ${kindWords[kind]}`}
        size="small"
        type="text"
        disabled={disabled}
        groups={[
          {
            entries: actions(sheet, row, kind).map(({ label, correction }) => ({
              label,
              run: () => onPoint(correction),
            })),
          },
        ]}
      />
    </th>
    {cells.map((text, column) => (
      <td key={column} title={text}>
        {text}
      </td>
    ))}
  </tr>
)

interface RowAction {
  readonly label: string
  readonly correction: Correction
}

const actions = (sheet: string, row: number, kind: Kind): readonly RowAction[] => [
  { label: '这一行是表头', correction: { kind: 'heading', sheet, row, rows: 1 } },
  { label: '这一行和下一行是表头', correction: { kind: 'heading', sheet, row, rows: 2 } },
  { label: '没有表头，从这一行起都是数据', correction: { kind: 'noHeading', sheet, row } },
  { label: '数据从这一行开始', correction: { kind: 'first', sheet, row } },
  { label: '数据到这一行为止', correction: { kind: 'last', sheet, row } },
  kind === 'data'
    ? { label: '这一行不是数据', correction: { kind: 'row', sheet, row, is: 'note' } }
    : { label: '这一行是数据', correction: { kind: 'row', sheet, row, is: 'data' } },
]
