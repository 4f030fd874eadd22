import { Button, Modal, Radio, Space } from 'antd'
import { useState } from 'react'
import { beijingMoment } from '../../domain/kinds/date'
import { labelOf, type Register } from '../../domain/register'
import type { BatchEntry, UndoClash, UndoDecisions, UndoResult } from '../../storage/store'
import { bareTitle, undoWord } from './batch-words'
import { labelOfPart, partsWords } from './change-words'
import './history.css'

export type Clashing = Extract<UndoResult, { readonly reason: 'clash' }>

interface UndoDialogProps {
  readonly registers: readonly Register[]
  readonly batch: BatchEntry
  readonly clashing: Clashing
  /** Undefined where the user would rather leave everything as it is. */
  readonly onDecided: (decisions: UndoDecisions | undefined) => void
}

type Choice = UndoDecisions[string]

/** What came later and is in the way: for each the user says whether the old state comes back or the present one stays. */
export const UndoDialog = ({ registers, batch, clashing, onDecided }: UndoDialogProps) => {
  const { clashes, total, names } = clashing
  const [choices, setChoices] = useState<UndoDecisions>(() => alike(clashes, 'keep'))
  const [rest, setRest] = useState<Choice>('keep')
  const word = undoWord(batch.kind)
  const isUsed = clashes.every(({ kind }) => kind === 'used')
  const hidden = total - clashes.length
  const chooseAll = (choice: Choice): void => {
    setChoices(alike(clashes, choice))
    setRest(choice)
  }
  const carryOut = (): void => {
    const others: UndoDecisions = isUsed ? { used: 'keep' } : { field: rest, edited: rest }
    onDecided({ ...choices, ...(hidden === 0 ? {} : others) })
  }
  return (
    <Modal
      open
      centered
      width={1060}
      title={`${word}“${bareTitle(batch)}”：${isUsed ? `有 ${String(total)} 条记录要保留` : `有 ${String(total)} 处后来又改过，请决定`}`}
      okText={isUsed ? `${word}其余的` : word}
      cancelText="取消"
      mask={{ closable: false }}
      styles={{ body: { maxHeight: 'calc(100vh - 220px)', overflow: 'auto' } }}
      onOk={carryOut}
      onCancel={() => onDecided(undefined)}
    >
      <p className="clash-intro">
        {isUsed
          ? `下面这些记录是那次新建的，现在有其他记录在用，不能移入回收站。`
          : `${beijingMoment(batch.at)} ${batch.by}改动了 ${String(batch.count)} 条记录，下面这些后来又有变化。`}
        {`其余的照常${word}；选“取消”则什么都不动。`}
      </p>
      {!isUsed && total > 1 && (
        <Space className="clash-all" role="group" aria-label="全部一样处理">
          <span>全部一样处理：</span>
          <Button size="small" onClick={() => chooseAll('undo')}>
            全部恢复
          </Button>
          <Button size="small" onClick={() => chooseAll('keep')}>
            全部保留现在的
          </Button>
        </Space>
      )}
      <ClashTable
        {...{ clashes, registers, names, choices }}
        onChoose={(key, choice) => setChoices((now) => ({ ...now, [key]: choice }))}
      />
      {hidden > 0 && (
        <div className="clash-rest">
          <span>{`另有 ${String(hidden)} 处没有列出${isUsed ? '，同样保留。' : '，一样处理：'}`}</span>
          {!isUsed && <ChoiceOf name="没有列出的" undoLabel="恢复" choice={rest} onChoose={setRest} />}
        </div>
      )}
    </Modal>
  )
}

const alike = (clashes: readonly UndoClash[], choice: Choice): UndoDecisions =>
  Object.fromEntries(clashes.map(({ key, kind }) => [key, kind === 'used' ? 'keep' : choice]))

interface ClashTableProps {
  readonly clashes: readonly UndoClash[]
  readonly registers: readonly Register[]
  readonly names: Clashing['names']
  readonly choices: UndoDecisions
  readonly onChoose: (key: string, choice: Choice) => void
}

const ClashTable = ({ clashes, registers, names, choices, onChoose }: ClashTableProps) => {
  const hasValues = clashes.some(({ kind }) => kind === 'field')
  const titles = hasValues ? ['字段', '原来的值', '那次改成', '现在的值'] : ['情况']
  return (
    <table className="clashes" aria-label="需要决定的改动">
      <thead>
        <tr>
          {['记录', ...titles, '怎么办'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {clashes.map((clash) => (
          <ClashRow
            key={clash.key}
            {...{ clash, registers, names }}
            columns={titles.length}
            choice={choices[clash.key] ?? 'keep'}
            onChoose={(choice) => onChoose(clash.key, choice)}
          />
        ))}
      </tbody>
    </table>
  )
}

interface ClashRowProps {
  readonly clash: UndoClash
  readonly registers: readonly Register[]
  readonly names: Clashing['names']
  /** Between the record and the choice. */
  readonly columns: number
  readonly choice: Choice
  readonly onChoose: (choice: Choice) => void
}

const ClashRow = ({ clash, registers, names, columns, choice, onChoose }: ClashRowProps) => {
  const { kind, record, field, before, after, now } = clash
  const register = registers.find(({ name }) => name === clash.register)
  if (register === undefined) return null
  const label = labelOf(register, record)
  return (
    <tr>
      <th scope="row">
        {label}
        <span className="soft code">{`${register.title} ${record.code}`}</span>
      </th>
      {kind === 'field' ? (
        <>
          <td>{labelOfPart(register, field)}</td>
          {partsWords(register, field, [before, after, now], names).map((text, index) => (
            <td key={index} className="value">
              {text === '' ? <span className="soft">（空）</span> : text}
            </td>
          ))}
        </>
      ) : (
        <td colSpan={columns}>
          {kind === 'used'
            ? '有其他记录在用它，只能保留。'
            : `那次新建的记录，${record.updatedBy} ${beijingMoment(record.updatedAt)} 又改过。`}
        </td>
      )}
      <td>
        {kind === 'used' ? (
          '保留'
        ) : (
          <ChoiceOf
            name={kind === 'field' ? `${label} ${labelOfPart(register, field)}` : label}
            undoLabel={kind === 'field' ? '恢复原来的' : '移入回收站'}
            choice={choice}
            onChoose={onChoose}
          />
        )}
      </td>
    </tr>
  )
}

interface ChoiceOfProps {
  readonly name: string
  readonly undoLabel: string
  readonly choice: Choice
  readonly onChoose: (choice: Choice) => void
}

const ChoiceOf = ({ name, undoLabel, choice, onChoose }: ChoiceOfProps) => (
  <Radio.Group
    className="choices"
    aria-label={name}
    value={choice}
    options={[
      { value: 'undo', label: undoLabel },
      { value: 'keep', label: '保留现在的' },
    ]}
    onChange={({ target }) => onChoose(target.value === 'undo' ? 'undo' : 'keep')}
  />
)
