import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { ChildRow, FieldValue, RowsField } from '../../../domain/field'
import { holds, isRequired } from '../../../domain/field'
import type { FieldControlProps } from './field-control-props'

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
  const { name, field, value, issues, onChange, render } = props
  const rows = rowsIn(value, field)
  const change = (next: readonly ChildRow[]): void => onChange(next.length === 0 ? undefined : next)
  const own = issues.filter(({ path }) => path === name)
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
      {rows.map((row, index) => (
        <div
          key={index}
          className="rows-row"
          role="group"
          aria-label={`${field.label} 第 ${String(index + 1)} 行`}
        >
          <span className="rows-number">{index + 1}</span>
          <div className="rows-fields">
            {Object.entries(field.fields)
              .filter(([, child]) => holds(child.visibleWhen, row))
              .map(([child, definition]) => {
                const path = `${name}.${String(index)}.${child}`
                return render({
                  ...props,
                  name: path,
                  field: definition,
                  value: row[child],
                  required: isRequired(definition, row),
                  onChange: (next, unreadable) => {
                    const { [child]: _before, ...rest } = row
                    const empty = next === undefined || (Array.isArray(next) && next.length === 0)
                    const changed = empty ? rest : { ...rest, [child]: next as ChildRow[string] }
                    onChange(
                      rows.map((other, at) => (at === index ? changed : other)),
                      unreadable,
                      path,
                    )
                  },
                })
              })}
          </div>
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
      ))}
      {field.fixed === undefined && (
        <Button size="small" onClick={() => change([...rows, freshRow(field)])}>
          {`添加${field.label}`}
        </Button>
      )}
    </fieldset>
  )
}
