import { Alert, Button, Flex, Result } from 'antd'
import { useState } from 'react'
import type { Register } from '../../domain/register'
import type { UndoResult } from '../../storage/store'
import type { ImportOutcome, PlanView } from './import-types'

type Done = Extract<ImportOutcome, { readonly ok: true }>

interface ImportDoneProps {
  readonly file: string
  readonly outcome: Done
  readonly plan: PlanView
  readonly register: Register
  readonly registers: readonly Register[]
  readonly onShowRecords: () => void
  readonly onUndo: () => Promise<UndoResult>
  readonly onRest: () => void
  readonly onAgain: () => void
}

/** The last step: what was done, and the way back. */
export const ImportDone = (props: ImportDoneProps) => {
  const { file, outcome, plan, register, registers, onShowRecords, onUndo, onRest, onAgain } = props
  const [undoing, setUndoing] = useState(false)
  const [undone, setUndone] = useState<UndoResult>()
  const created = outcome.created.map(({ register: name, count }) => {
    const to = registers.find((candidate) => candidate.name === name)
    return `${String(count)} ${to?.unit ?? '条'}${to?.title ?? name}`
  })
  const left = [
    ...(plan.counts.same > 0 ? [`已存在而跳过 ${String(plan.counts.same)} ${register.unit}`] : []),
    ...(plan.skipped > 0 ? [`跳过小计、合计、签字等 ${String(plan.skipped)} 行`] : []),
    ...(plan.counts.problem > 0 ? [`有问题没有导入 ${String(plan.counts.problem)} 行`] : []),
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
        title={`已导入 ${String(outcome.records)} ${register.unit}${register.title}`}
        subTitle={[
          `来自“${file}”${created.length === 0 ? '' : `；同时新增 ${created.join('、')}`}。`,
          left.length === 0 ? '' : `${left.join('；')}。`,
        ].join('')}
        extra={
          <Flex gap="small" justify="center" wrap>
            <Button type="primary" autoFocus onClick={onShowRecords}>
              查看导入的记录
            </Button>
            {plan.counts.problem > 0 ? (
              <Button onClick={onRest}>更正其余 {plan.counts.problem} 行</Button>
            ) : null}
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
