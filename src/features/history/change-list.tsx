import { Button } from 'antd'
import type { Change } from '../../domain/history'
import { labelOf, type Register } from '../../domain/register'
import type { ChangeView } from '../../storage/store'
import { actionWords } from './batch-words'
import { type ChangedPart, changedParts } from './change-words'
import './history.css'

interface ChangeItemProps {
  readonly view: ChangeView
  readonly registers: readonly Register[]
  readonly onOpen: (register: string, id: string) => void
}

/** What a batch did to one record. */
export const ChangeItem = ({ view, registers, onOpen }: ChangeItemProps) => {
  const { change, record, names } = view
  const register = registers.find(({ name }) => name === change.register)
  if (register === undefined) return null
  const isGone = record?.deletedAt !== null
  return (
    <li className="change">
      <span className={`tag ${toneOf[change.action]}`}>{actionWords[change.action]}</span>
      <Button
        type="link"
        size="small"
        className="link"
        onClick={() => onOpen(change.register, change.record)}
      >
        {`${register.title} ${record?.code ?? ''} ${record === undefined ? '' : labelOf(register, record)}`}
      </Button>
      {isGone && change.action !== 'delete' && <span className="soft">（现在已删除）</span>}
      <ChangedFields action={change.action} parts={changedParts(register, change, names)} />
    </li>
  )
}

const toneOf = { create: 'good', update: 'active', delete: 'attention', restore: 'good' } as const

/** Field by field what it was and what it became; of something new only what it says. */
export const ChangedFields = ({
  action,
  parts,
}: {
  readonly action: Change['action']
  readonly parts: readonly ChangedPart[]
}) => {
  if (parts.length === 0) return null
  if (action === 'create') {
    return (
      <dl className="made">
        {parts.map(({ name, label, after }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{after}</dd>
          </div>
        ))}
      </dl>
    )
  }
  return (
    <table className="changed">
      <thead>
        <tr>
          <th scope="col">字段</th>
          <th scope="col">原来</th>
          <th scope="col">改成</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ name, label, before, after }) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            <td>{before === '' ? <Empty /> : before}</td>
            <td>{after === '' ? <Empty /> : after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Empty = () => <span className="soft">（空）</span>
