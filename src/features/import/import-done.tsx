import { Alert, Button, Flex, Result } from 'antd'
import { useState } from 'react'
import type { Register } from '../../domain/register'
import type { UndoResult } from '../../storage/store'
import type { ImportOutcome, PlanView, TableView } from './import-types'

type Done = Extract<ImportOutcome, { readonly ok: true }>

interface ImportDoneProps {
  readonly file: string
  readonly outcome: Done
  readonly plan: PlanView
  readonly register: Register
  readonly registers: readonly Register[]
  /** Tables of the file that have not gone in yet. */
  readonly rest: readonly TableView[]
  readonly onShowRecords: () => void
  readonly onUndo: () => Promise<UndoResult>
  readonly onRest: () => void
  readonly onTable: (index: number) => void
  readonly onAgain: () => void
}

/** The last step: what was done, and the way back. */
export const ImportDone = (props: ImportDoneProps) => {
  const { file, outcome, plan, register, registers, rest, onShowRecords, onUndo, onRest, onTable, onAgain } =
    props
  const [undoing, setUndoing] = useState(false)
  const [undone, setUndone] = useState<UndoResult>()
  const created = outcome.created.map(({ register: name, count }) => {
    const to = registers.find((candidate) => candidate.name === name)
    return `${String(count)} ${to?.unit ?? '条'}${to?.title ?? name}`
  })
  const waiting = plan.counts.problem + plan.counts.maybe + plan.counts.clash
  const left = [
    ...(plan.counts.same + plan.counts.left > 0
      ? [`已有而没有动 ${String(plan.counts.same + plan.counts.left)} ${register.unit}`]
      : []),
    ...(plan.skipped > 0 ? [`跳过小计、合计、签字等 ${String(plan.skipped)} 行`] : []),
    ...(waiting > 0 ? [`没有导入、等待处理 ${String(waiting)} 行`] : []),
  ]
  const undo = (): void => {
    setUndoing(true)
    void onUndo()
      .then((result) => {
        setUndone(result)
      })
      .finally(() => setUndoing(false))
  }
  if (undone?.ok === true) {
    return (
      <Result
        status="info"
        title="已撤销这次导入"
        subTitle={`“${file}”带来的 ${String(undone.records)} 条记录已移入回收站。`}
        extra={<Button onClick={onAgain}>再导入一份</Button>}
      />
    )
  }
  return (
    <Flex vertical gap="middle">
      <Result
        status="success"
        title={titleOf(outcome, register)}
        subTitle={[
          `来自“${file}”${created.length === 0 ? '' : `；同时新增 ${created.join('、')}`}。`,
          left.length === 0 ? '' : `${left.join('；')}。`,
        ].join('')}
        extra={
          <Flex gap="small" justify="center" wrap>
            <Button type="primary" autoFocus onClick={onShowRecords}>
              查看导入的记录
            </Button>
            {waiting > 0 ? <Button onClick={onRest}>处理其余 {waiting} 行</Button> : null}
            {rest.map(({ index, title, records }) => (
              <Button key={index} onClick={() => onTable(index)}>
                接着导入“{title}”（{records} 条）
              </Button>
            ))}
            <Button onClick={undo} loading={undoing}>
              撤销这次导入
            </Button>
            <Button onClick={onAgain}>再导入一份</Button>
          </Flex>
        }
      />
      {undone?.ok === false ? (
        <Alert type="error" showIcon title="没有撤销" description={undone.message} />
      ) : null}
    </Flex>
  )
}

const titleOf = ({ made, changed }: Done, { unit, title }: Register): string =>
  [
    ...(made > 0 || changed === 0 ? [`已导入 ${String(made)} ${unit}${title}`] : []),
    ...(changed > 0
      ? [`${made > 0 ? '' : '已'}更新 ${String(changed)} ${unit}${made > 0 ? '' : title}`]
      : []),
  ].join('，')
