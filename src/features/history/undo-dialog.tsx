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
  const [choices, setChoices] = useState<UndoDecisions>(() =>
    Object.fromEntries(clashes.map(({ key }) => [key, 'keep'])),
  )
  const [rest, setRest] = useState<Choice>('keep')
  const word = undoWord(batch.kind)
  const open = clashes.filter(({ kind }) => kind !== 'used')
  const hidden = total - clashes.length
  const chooseAll = (choice: Choice): void => {
    setChoices(Object.fromEntries(clashes.map(({ key, kind }) => [key, kind === 'used' ? 'keep' : choice])))
    setRest(choice)
  }
  const carryOut = (): void => {
    const isUsedShown = clashes.some(({ kind }) => kind === 'used')
    // What is used by others is not settled by a word about the rest before the user has seen any of it.
    const others: UndoDecisions =
      hidden === 0 ? {} : { field: rest, edited: rest, ...(isUsedShown ? { used: 'keep' } : {}) }
    onDecided({ ...choices, ...others })
  }
  return (
    <Modal
      open
      centered
      width={1060}
      title={`${word}“${bareTitle(batch)}”：有 ${String(total)} 处需要您决定`}
      okText={word}
      cancelText="取消"
      mask={{ closable: false }}
      styles={{ body: { maxHeight: 'calc(100vh - 220px)', overflow: 'auto' } }}
      onOk={carryOut}
      onCancel={() => onDecided(undefined)}
    >
      <p className="clash-intro">
        {`${beijingMoment(batch.at)} ${batch.by}改动的 ${String(batch.count)} 条记录里，下面这些后来又有变化。其余的照常${word}；选“取消”则什么都不动。`}
      </p>
      {open.length > 1 && (
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
      <table className="clashes" aria-label="需要决定的改动">
        <thead>
          <tr>
            {['记录', '字段', '原来的值', '那次改成', '现在的值', '怎么办'].map((title) => (
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
              choice={choices[clash.key] ?? 'keep'}
              onChoose={(choice) => setChoices((now) => ({ ...now, [clash.key]: choice }))}
            />
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <div className="clash-rest">
          <span>{`另有 ${String(hidden)} 处没有列出，一样处理：`}</span>
          <ChoiceOf name="没有列出的" undoLabel="恢复" choice={rest} onChoose={setRest} />
        </div>
      )}
    </Modal>
  )
}

interface ClashRowProps {
  readonly clash: UndoClash
  readonly registers: readonly Register[]
  readonly names: Clashing['names']
  readonly choice: Choice
  readonly onChoose: (choice: Choice) => void
}

const ClashRow = ({ clash, registers, names, choice, onChoose }: ClashRowProps) => {
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
        <td colSpan={4}>
          {kind === 'used'
            ? '现在有其他记录在用它，只能保留。'
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
    aria-label={name}
    value={choice}
    options={[
      { value: 'undo', label: undoLabel },
      { value: 'keep', label: '保留现在的' },
    ]}
    onChange={({ target }) => onChoose(target.value === 'undo' ? 'undo' : 'keep')}
  />
)
