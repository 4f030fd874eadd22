import { Button, Flex, Result } from 'antd'
import { useState } from 'react'
import type { Register } from '../../domain/register'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import type { ImportOutcome, PlanView } from './import-types'

type Done = Extract<ImportOutcome, { readonly ok: true }>

interface ImportDoneProps {
  readonly file: string
  readonly outcome: Done
  readonly plan: PlanView
  readonly register: Register
  readonly registers: readonly Register[]
  readonly onShowRecords: () => void
  readonly onRest: () => void
  readonly onAgain: () => void
}

/** The last step: what was done, and the way back. */
export const ImportDone = (props: ImportDoneProps) => {
  const { file, outcome, plan, register, registers, onShowRecords, onRest, onAgain } = props
  const undo = useUndo()
  const { isWhole } = useSaved()
  const [isUndoing, setIsUndoing] = useState(false)
  const [isUndone, setIsUndone] = useState(false)
  const isSaved = outcome.isCopied || isWhole
  const created = outcome.created.map(({ register: name, count }) => {
    const to = registers.find((candidate) => candidate.name === name)
    return `${String(count)} ${to?.unit ?? '条'}${to?.title ?? name}`
  })
  const left = [
    ...(plan.counts.same > 0 ? [`已存在而跳过 ${String(plan.counts.same)} ${register.unit}`] : []),
    ...(plan.skipped > 0 ? [`跳过小计、合计、签字等 ${String(plan.skipped)} 行`] : []),
    ...(plan.counts.problem > 0 ? [`有问题没有导入 ${String(plan.counts.problem)} 行`] : []),
  ]
  const takeBack = (): void => {
    setIsUndoing(true)
    void undo(outcome.batch)
      .then(setIsUndone)
      .finally(() => setIsUndoing(false))
  }
  if (isUndone) {
    return (
      <Result
        status="info"
        title="已撤销这次导入"
        subTitle={`“${file}”带来的记录已移入回收站。`}
        extra={<Button onClick={onAgain}>再导入一份</Button>}
      />
    )
  }
  return (
    <Flex vertical gap="middle">
      <Result
        status={isSaved ? 'success' : 'warning'}
        title={`${isSaved ? '已导入' : '已写入数据库'} ${String(outcome.records)} ${register.unit}${register.title}`}
        subTitle={[
          isSaved ? '' : '第二份数据还没有写成，请按页面上方的提示处理，写成以前不要关机。',
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
            <Button onClick={takeBack} loading={isUndoing}>
              撤销这次导入
            </Button>
            <Button onClick={onAgain}>再导入一份</Button>
          </Flex>
        }
      />
    </Flex>
  )
}
