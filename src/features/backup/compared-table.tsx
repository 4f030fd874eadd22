import { Button, Spin } from 'antd'
import { Fragment, type ReactNode, useEffect, useState } from 'react'
import type { Change } from '../../domain/history'
import type { Register } from '../../domain/register'
import type { ComparedKind, ComparedPage, Comparison, Store } from '../../storage/store'

interface ComparedTableProps {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly comparison: Comparison
  readonly changes: (
    register: Register,
    fields: Change['fields'],
    names: Readonly<Record<string, string>>,
  ) => ReactNode
}

const kinds: readonly { readonly kind: ComparedKind; readonly title: string }[] = [
  { kind: 'added', title: '会加回' },
  { kind: 'changed', title: '会改回' },
  { kind: 'removed', title: '会移入回收站' },
]

/** Of an empty ledger there is nothing to be changed. */
const taken: typeof kinds = [{ kind: 'added', title: '会加入' }]

interface Chosen {
  readonly register: string
  readonly kind: ComparedKind
}

/** By register, what a restore would do; each figure opens the list of its records. */
export const ComparedTable = ({ store, registers, comparison, changes }: ComparedTableProps) => {
  const [chosen, setChosen] = useState<Chosen | undefined>(undefined)
  const isEmpty = comparison.ledger === 'empty'
  const shown = isEmpty ? taken : kinds
  const rows = comparison.registers.flatMap((counts) => {
    const register = registers.find(({ name }) => name === counts.register)
    return register === undefined ? [] : [{ register, counts }]
  })
  return (
    <div className="compared">
      <table className="child-table" aria-label="会有什么变化">
        <thead>
          <tr>
            <th>台账</th>
            {shown.map(({ kind, title }) => (
              <th key={kind}>{title}</th>
            ))}
            {!isEmpty && <th>相同</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ register, counts }) => (
            <Fragment key={register.name}>
              <tr>
                <th scope="row">{register.title}</th>
                {shown.map(({ kind, title }) => {
                  const isOpen = chosen?.register === register.name && chosen.kind === kind
                  return (
                    <td key={kind}>
                      {counts[kind] === 0 ? (
                        <span className="soft">0</span>
                      ) : (
                        <Button
                          type="link"
                          className="link"
                          size="small"
                          aria-expanded={isOpen}
                          aria-label={`${register.title}${title} ${String(counts[kind])} ${register.unit}`}
                          onClick={() => setChosen(isOpen ? undefined : { register: register.name, kind })}
                        >
                          {counts[kind]}
                        </Button>
                      )}
                    </td>
                  )
                })}
                {!isEmpty && <td>{counts.same}</td>}
              </tr>
              {chosen?.register === register.name && (
                <tr>
                  <td colSpan={5}>
                    <Records key={chosen.kind} {...{ store, register, changes }} kind={chosen.kind} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const atOnce = 50

interface RecordsProps extends Pick<ComparedTableProps, 'store' | 'changes'> {
  readonly register: Register
  readonly kind: ComparedKind
}

const Records = ({ store, register, kind, changes }: RecordsProps) => {
  const [limit, setLimit] = useState(atOnce)
  const [page, setPage] = useState<ComparedPage | undefined>(undefined)
  useEffect(() => {
    void store.compared({ register: register.name, kind, offset: 0, limit }).then(setPage)
  }, [store, register, kind, limit])
  if (page === undefined) return <Spin size="small" />
  const left = page.total - page.rows.length
  return (
    <>
      <ul className="compared-records">
        {page.rows.map(({ id, code, label, fields }) => (
          <li key={id}>
            {label === code ? code : `${code}　${label}`}
            {Object.keys(fields).length > 0 && changes(register, fields, page.names)}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button size="small" onClick={() => setLimit((now) => now + atOnce * 4)}>
          {`再显示一些（还有 ${String(left)} ${register.unit}）`}
        </Button>
      )}
    </>
  )
}
