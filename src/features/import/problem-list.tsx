import { Alert, Button, Checkbox, Flex, Typography } from 'antd'
import { useState } from 'react'
import type { CheckRowsProps } from './check-rows-props'
import type { WantedRows } from './import-types'
import { askedElsewhere, MendTable } from './mend-table'
import { useRowPage } from './use-row-page'
import { useSaveFile } from './use-save-file'

const pageSize = 20

interface KindOfList {
  readonly name: string
  readonly wanted: WantedRows
  /** Whether its cells went to 备注, rather than keeping their rows back. */
  readonly soft: boolean
  /** Rows with a cell to mend one by one. */
  readonly rows: number
  readonly title: string
  readonly description: string
}

/** Every row that is held back, with the cell, the reason and a place to type what is right. */
export const HeldList = (props: CheckRowsProps) => {
  const { plan } = props
  const toMend = plan.toMend > 0 ? '在“更正为”中填写正确的内容，再按“重新核对”。' : ''
  const toChoose = plan.words.some(({ holds }) => holds)
    ? '不在可选项中的写法，在下面的“选项对应”里选一次。'
    : ''
  return (
    <ProblemList
      {...props}
      name="有问题的行"
      wanted={['problem']}
      soft={false}
      rows={plan.toMend}
      title={`${String(plan.counts.problem)} 行有问题，暂不导入；其余的行可以先导入。`}
      description={`${toMend}${toChoose}这里只改导入的内容，不改原文件。也可以导出退回单：同一份表，有问题的单元格涂色并加批注，请填表人改好后再导入。`}
    />
  )
}

/** Cells that went to 备注 because nobody could read them; whoever knows what they mean says it here. */
export const UnreadList = (props: CheckRowsProps) => {
  const { plan } = props
  return (
    <ProblemList
      {...props}
      name="读不出的内容"
      wanted={['unread']}
      soft
      rows={plan.unread.rows}
      title={`${String(plan.unread.cells)} 处读不出，已记入备注，不影响导入。`}
      description={`原文连同表头一字不改地写进各条的备注。知道是什么的，在“更正为”中填写，再按“重新核对”，就进入它的字段；不改也可以先导入。${plan.words.length > 0 ? '不在可选项中的写法，在下面的“选项对应”里选一次。' : ''}退回单里也标着这些单元格。`}
    />
  )
}

const ProblemList = (props: CheckRowsProps & KindOfList) => {
  const { job, flow, files, plan, disabled, name, wanted, soft, rows: total, title, description } = props
  const { save, isBusy } = useSaveFile(files)
  const [page, setPage] = useState(1)
  const [sameWords, setSameWords] = useState(true)
  const { typed } = flow.desk.decided
  const { rows, fault } = useRowPage(job, plan, wanted, (page - 1) * pageSize, pageSize)
  const isAsked = askedElsewhere(props)
  const problems = rows.flatMap((row) =>
    row.problems.filter((problem) => (problem.soft === true) === soft && !isAsked(problem)),
  )
  return (
    <section aria-label={name}>
      <Flex vertical gap="small">
        <Alert type={soft ? 'info' : 'warning'} showIcon title={title} description={description} />
        {fault === undefined ? null : (
          <Alert
            type="error"
            showIcon
            title="没有取到这些行，请按“上一步”后再核对一次。"
            description={fault}
          />
        )}
        {total === 0 ? null : (
          <MendTable {...props} {...{ problems, sameWords, page, pageSize, total }} onPage={setPage} />
        )}
        <Flex gap="middle" align="center">
          <Button onClick={flow.check} disabled={disabled || Object.keys(typed).length === 0}>
            重新核对
          </Button>
          {/* One button for both lists: the sheet has the cells of both. */}
          {soft && plan.counts.problem > 0 ? null : (
            <Button
              onClick={() => save('workbook', () => job.returned())}
              loading={isBusy}
              disabled={disabled}
            >
              导出退回单
            </Button>
          )}
          <Checkbox checked={sameWords} onChange={(event) => setSameWords(event.target.checked)}>
            同一列中相同的内容一并更正
          </Checkbox>
          <Typography.Text type="secondary">已填写 {Object.keys(typed).length} 处更正</Typography.Text>
        </Flex>
      </Flex>
    </section>
  )
}
