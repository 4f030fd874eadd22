import { Button } from 'antd'
import type { ReactNode } from 'react'
import { type Field, holds, isEmpty, isRequired, rowsOf, type Values } from '../../../domain/field'
import { attachmentsIn, formatValue, unitOf } from '../../../domain/kinds/all'
import { beijingMoment } from '../../../domain/kinds/date'
import type { LedgerRecord } from '../../../domain/record'
import { labelOf, type Register } from '../../../domain/register'
import type { Filter, RecordView } from '../../../storage/store'
import { AttachmentList } from '../attachments/attachment-list'
import './detail.css'
import { RoleHeptagon } from './role-heptagon'

type Open = (register: string, id: string) => void

interface RecordContentProps {
  readonly register: Register
  readonly view: RecordView
  readonly onOpen: Open
  /** What can be done with the rows of a field: nothing, or what stands at the end of each. */
  readonly rowActions?: (field: string) => ((index: number) => ReactNode) | undefined
  /** ISO day of looking. */
  readonly day: string
  /** Opens a list of records, where one leads from here. */
  readonly onList?: ((register: string, filters: readonly Filter[]) => void) | undefined
}

/** All that a record says, by the sections of its form. */
export const RecordContent = ({
  register,
  view: { record, names },
  onOpen,
  rowActions,
  day,
  onList,
}: RecordContentProps) => (
  <>
    {sectionsOf(register, record).map(({ name, fields }) => (
      <section key={name} className="panel" aria-label={name}>
        <h2>{name}</h2>
        <dl className="facts">
          {fields
            .filter(([, definition]) => definition.kind !== 'rows')
            .map(([field, definition]) => (
              <Fact
                key={field}
                field={definition}
                value={record.values[field]}
                record={record}
                {...{ names, onOpen }}
              />
            ))}
        </dl>
        {fields.map(([field, definition]) =>
          definition.kind === 'rows' ? (
            <Rows
              key={field}
              field={definition}
              rows={rowsOf(record.values, field)}
              actions={rowActions?.(field)}
              {...{ names, onOpen }}
            />
          ) : null,
        )}
        {name === '成员' && register.name === 'consortia' && (
          <RoleHeptagon
            {...{ record, names, day }}
            label={labelOf(register, record)}
            onMembers={onList === undefined ? undefined : (filter) => onList('organizations', [filter])}
          />
        )}
      </section>
    ))}
  </>
)

const sectionsOf = (register: Register, record: LedgerRecord) => {
  // The heading says the state, and the name where it follows from other fields.
  const isSaid = (name: string): boolean =>
    name === register.lifecycle?.field ||
    (name === register.labelField && register.fields[name]?.readOnly === true)
  const visible = Object.entries(register.fields).filter(
    ([name, field]) => holds(field.visibleWhen, record.values) && !isSaid(name),
  )
  const names = [...new Set(visible.map(([, { section }]) => section ?? '基本信息'))]
  return names.map((name) => ({
    name,
    fields: visible.filter(([, { section }]) => (section ?? '基本信息') === name),
  }))
}

interface FactProps {
  readonly field: Field
  readonly value: Values[string]
  readonly record: LedgerRecord
  readonly names: Readonly<Record<string, string>>
  readonly onOpen: Open
}

const isWide = (field: Field): boolean =>
  field.kind === 'attachments' || (field.kind === 'text' && field.multiline === true)

const Fact = ({ field, value, record, names, onOpen }: FactProps) => {
  const missing = (value === undefined || isEmpty(value)) && isRequired(field, record.values)
  return (
    <div className={isWide(field) ? 'wide' : ''}>
      <dt>{field.label}</dt>
      <dd>
        {missing ? (
          <span className="gap">待补充</span>
        ) : (
          <ValueText field={field} value={value} names={names} unit={unitOf(field)} onOpen={onOpen} />
        )}
      </dd>
    </div>
  )
}

const idsIn = (value: Values[string]): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((entry): entry is string => typeof entry === 'string')
      : []

const ValueText = ({
  field,
  value,
  names,
  unit,
  onOpen,
}: {
  readonly field: Field
  readonly value: Values[string]
  readonly names: FactProps['names']
  readonly unit: string
  readonly onOpen: FactProps['onOpen']
}) => {
  const files = attachmentsIn(field, value)
  if (files.length > 0) return <AttachmentList label={field.label} attachments={files} />
  if (field.kind !== 'link' && field.kind !== 'links')
    return (
      <>
        {value === undefined ? <span className="soft">—</span> : formatValue(field, value, () => '') + unit}
      </>
    )
  const ids = idsIn(value)
  if (ids.length === 0) return <span className="soft">—</span>
  return (
    <>
      {ids.map((id) => (
        <Button key={id} type="link" size="small" className="link" onClick={() => onOpen(field.to, id)}>
          {names[id] ?? '…'}
        </Button>
      ))}
    </>
  )
}

interface RowsProps {
  readonly field: Extract<Field, { kind: 'rows' }>
  readonly rows: readonly Values[]
  readonly names: FactProps['names']
  readonly onOpen: Open
  readonly actions: ((index: number) => ReactNode) | undefined
}

/** The child rows as a table of what stands in them, each with what can be done with it. */
const Rows = ({ field, rows, names, onOpen, actions }: RowsProps) => {
  if (rows.length === 0) return <div className="wide soft">{`还没有${field.label}。`}</div>
  const children = Object.entries(field.fields).filter(([child]) => rows.some((row) => !isEmpty(row[child])))
  return (
    <div className="wide" style={{ overflowX: 'auto' }}>
      <table className="child-table" aria-label={field.label}>
        <thead>
          <tr>
            {children.map(([child, { label }]) => (
              <th key={child} scope="col">
                {label}
              </th>
            ))}
            {actions !== undefined && <th scope="col">办理</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {children.map(([child, definition]) => (
                <td key={child}>
                  <ValueText
                    field={definition}
                    value={row[child]}
                    names={names}
                    unit={unitOf(definition)}
                    onOpen={onOpen}
                  />
                </td>
              ))}
              {actions !== undefined && <td>{actions(index)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Who made it and what its head says. */
export const RecordFoot = ({ record }: { readonly record: LedgerRecord }) => (
  <p className="soft">
    {[
      `建立：${record.createdBy} ${beijingMoment(record.createdAt)}`,
      `修改：${record.updatedBy} ${beijingMoment(record.updatedAt)}`,
      `公开范围：${record.confidentiality}`,
      ...(record.sourceNote === undefined || record.sourceNote === '' ? [] : [`来源：${record.sourceNote}`]),
      ...(record.remark === undefined || record.remark === '' ? [] : [`备注：${record.remark}`]),
    ].join('　·　')}
  </p>
)
