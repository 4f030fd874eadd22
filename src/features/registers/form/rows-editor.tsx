import { Button } from 'antd'
import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import type { ChildRow, FieldValue, RowsField } from '../../../domain/field'
import { holds, isRequired } from '../../../domain/field'
import type { Unreadable } from './edit-text'
import type { FieldControlProps } from './field-control-props'
import { InTurn } from './in-turn'

type RowsEditorProps = FieldControlProps & {
  readonly field: RowsField
  /** Draws one field of a row, as the form draws its own. */
  readonly render: (props: FieldControlProps) => ReactNode
}

const rowsIn = (value: FieldValue | undefined, field: RowsField): readonly ChildRow[] => {
  const rows = Array.isArray(value) ? (value as readonly ChildRow[]) : []
  const { fixed } = field
  if (fixed === undefined) return rows
  return fixed.values.map(
    (entry) => rows.find((row) => row[fixed.by] === entry) ?? freshRow(field, { [fixed.by]: entry }),
  )
}

const freshRow = (field: RowsField, given: ChildRow = {}): ChildRow => ({
  ...Object.fromEntries(
    Object.entries(field.fields).flatMap(([name, child]) =>
      'initial' in child && child.kind !== 'date' ? [[name, child.initial]] : [],
    ),
  ),
  ...given,
})

/** The child rows of a record, one card a row: members, designations, payments. */
export const RowsEditor = (props: RowsEditorProps) => {
  const { name, field, value, issues, unreadable, onChange, onCreate } = props
  const rows = rowsIn(value, field)
  const [atFirst] = useState(rows.length)
  const change = (next: readonly ChildRow[]): void => onChange(next.length === 0 ? undefined : next)
  const own = issues.filter(({ path }) => path === name)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const [toRow] = useState(() => ({
    change: (index: number, child: string, next: FieldValue | undefined, text: Unreadable | undefined) => {
      const now = latest.current
      const known = rowsIn(now.value, now.field)
      const { [child]: _before, ...rest } = known[index] ?? {}
      const empty = next === undefined || (Array.isArray(next) && next.length === 0)
      const changed = empty ? rest : { ...rest, [child]: next as ChildRow[string] }
      const all = known.map((other, at) => (at === index ? changed : other))
      now.onChange(all, text, pathOf(now.name, index, child))
    },
    leave: () => latest.current.onLeave?.(),
    create: (...given: Parameters<NonNullable<FieldControlProps['onCreate']>>) =>
      latest.current.onCreate?.(...given),
  }))
  return (
    <fieldset className="rows">
      {/* A section that is all one table says the name already. */}
      <legend className={field.section === field.label ? 'unseen' : undefined}>{field.label}</legend>
      {field.hint !== undefined && <div className="hint">{field.hint}</div>}
      {own.map(({ level, message }) => (
        <div key={message} className={`issue ${level}`} role="note">
          {message}
        </div>
      ))}
      {rows.map((row, index) => {
        const place = `${name}.${String(index)}`
        return (
          <div
            key={index}
            className="rows-row"
            role="group"
            aria-label={`${field.label} 第 ${String(index + 1)} 行`}
          >
            <span className="rows-number">{index + 1}</span>
            <InTurn isFirst={index < few || index >= atFirst || props.at?.startsWith(`${place}.`) === true}>
              <RowFields
                {...props}
                row={row}
                index={index}
                issues={issues.filter(({ path }) => path.startsWith(`${place}.`))}
                unreadable={partOf(unreadable, `${place}.`)}
                onRow={toRow.change}
                onLeave={toRow.leave}
                {...(onCreate === undefined ? {} : { onCreate: toRow.create })}
              />
            </InTurn>
            {field.fixed === undefined && (
              <Button
                size="small"
                type="text"
                danger
                aria-label={`删除${field.label}第 ${String(index + 1)} 行`}
                onClick={() => change(rows.filter((_, at) => at !== index))}
              >
                删除
              </Button>
            )}
          </div>
        )
      })}
      {field.fixed === undefined && (
        <Button size="small" onClick={() => change([...rows, freshRow(field)])}>
          {`添加${field.label}`}
        </Button>
      )}
    </fieldset>
  )
}

/** Rows that are there with the form; of sixty members the others follow one by one, below what is in sight. */
const few = 2

const pathOf = (name: string, index: number, child: string): string => `${name}.${String(index)}.${child}`

const partOf = (
  unreadable: Readonly<Record<string, Unreadable>> | undefined,
  prefix: string,
): Readonly<Record<string, Unreadable>> =>
  Object.fromEntries(Object.entries(unreadable ?? {}).filter(([path]) => path.startsWith(prefix)))

type RowFieldsProps = Omit<RowsEditorProps, 'onChange'> & {
  readonly row: ChildRow
  readonly index: number
  readonly onRow: (
    index: number,
    child: string,
    next: FieldValue | undefined,
    text: Unreadable | undefined,
  ) => void
}

/** What a row shows is the same: one types into one row of sixty, or beside them all. */
const showsTheSame = (before: RowFieldsProps, now: RowFieldsProps): boolean =>
  before.row === now.row &&
  before.index === now.index &&
  before.field === now.field &&
  before.name === now.name &&
  before.district === now.district &&
  before.settings === now.settings &&
  before.today === now.today &&
  before.values.serviceDate === now.values.serviceDate &&
  before.values.raisedDate === now.values.raisedDate &&
  JSON.stringify([before.issues, before.unreadable]) === JSON.stringify([now.issues, now.unreadable])

const RowFields = memo(
  ({ row, index, onRow, render, ...props }: RowFieldsProps) => (
    <div className="rows-fields">
      {Object.entries(props.field.fields)
        .filter(([, child]) => holds(child.visibleWhen, row))
        .map(([child, definition]) =>
          render({
            ...props,
            name: pathOf(props.name, index, child),
            field: definition,
            value: row[child],
            required: isRequired(definition, row),
            onChange: (next, unreadable) => onRow(index, child, next, unreadable),
          }),
        )}
    </div>
  ),
  showsTheSame,
)
RowFields.displayName = 'RowFields'
