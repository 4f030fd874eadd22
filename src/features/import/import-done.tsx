import { Button, Flex, Result } from 'antd'
import { useState } from 'react'
import type { Register } from '../../domain/register'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
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
  readonly onRest: () => void
  readonly onTable: (index: number) => void
  readonly onAgain: () => void
}

/** The last step: what was done, and the way back. */
export const ImportDone = (props: ImportDoneProps) => {
  const { file, outcome, plan, register, registers, rest, onShowRecords, onRest, onTable, onAgain } = props
  const undo = useUndo()
  const { isWhole } = useSaved()
  const [isUndoing, setIsUndoing] = useState(false)
  const [isUndone, setIsUndone] = useState(false)
  const isSaved = outcome.isCopied || isWhole
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
    ...(plan.unread.going > 0 ? [`${String(plan.unread.going)} 处读不出的内容在备注里`] : []),
    ...(waiting > 0 ? [`没有导入、等待处理 ${String(waiting)} 行`] : []),
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
        title={`${isSaved ? '已导入' : '已写入数据库'} ${amountOf(outcome, register)}`}
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
            {waiting > 0 ? <Button onClick={onRest}>处理其余 {waiting} 行</Button> : null}
            {rest.map(({ index, title, records }) => (
              <Button key={index} onClick={() => onTable(index)}>
                接着导入“{title}”（{records} 条）
              </Button>
            ))}
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

/** 128 条服务记录，更新 3 条 */
const amountOf = ({ made, changed }: Done, { unit, title }: Register): string =>
  [
    ...(made > 0 || changed === 0 ? [`${String(made)} ${unit}${title}`] : []),
    ...(changed > 0 ? [`更新 ${String(changed)} ${unit}${made > 0 ? '' : title}`] : []),
  ].join('，')
