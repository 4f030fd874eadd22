import { Button, Checkbox, Radio, type RadioChangeEvent, Select, Space } from 'antd'
import { useState } from 'react'
import { beijingMoment } from '../../../domain/kinds/date'
import { showNumber } from '../../../domain/kinds/number'
import type { Store } from '../../../storage/store'
import { DataTable } from '../../../ui/data-table'
import { Page } from '../../../ui/page'
import type { TableColumn } from '../../../ui/table-column'
import { useRevision } from '../../../ui/use-revision'
import { Working } from '../../../ui/working'
import type { Level, Quality, QualityFault, QualityJob } from './quality-types'
import { useQuality } from './use-quality'

interface QualityPageProps {
  readonly store: Store
  readonly job: QualityJob
  readonly district: string | undefined
  /** ISO day. */
  readonly today: string
  /** Opens the form of a record at a field. */
  readonly onMend: (register: string, id: string, field: string | undefined) => void
  readonly onCancelWork: () => void
}

type ShownLevel = '全部' | Level

const levels = ['全部', '错误', '警告'] as const

const column = (
  key: string,
  title: string,
  width: number,
  text: (row: QualityFault) => string,
): TableColumn<QualityFault> => ({ key, title, width, align: 'left', sortable: false, text })

/** 数据质量核查: what the rules of report R17 find, each leading to the field that is to be mended. */
export const QualityPage = ({ store, job, district, today, onMend, onCancelWork }: QualityPageProps) => {
  const revision = useRevision(store)
  const [samples, setSamples] = useState(false)
  const { quality, isBusy, isPartial, progress, isUnanswered, askAgain } = useQuality(
    job,
    { district, samples, today },
    revision,
  )
  const [register, setRegister] = useState('')
  const [level, setLevel] = useState<ShownLevel>('全部')
  const [at, setAt] = useState(0)
  const show = (change: () => void): void => {
    change()
    setAt(0)
  }
  const columns = [
    column('register', '类别', 100, (row) => titleOf(quality, row.register)),
    {
      ...column('level', '级别', 72, (row) => row.level),
      render: (row: QualityFault) => (
        <span className={`tag ${row.level === '错误' ? 'danger' : 'attention'}`}>{row.level}</span>
      ),
    },
    column('name', '记录', 230, (row) => row.name),
    column('place', '核查项', 150, (row) => row.place),
    column('message', '问题说明', 310, (row) => row.message),
    column('code', '编号', 186, (row) => row.code),
    column('by', '责任人', 90, (row) => row.updatedBy),
  ]
  const rows = (quality?.faults ?? []).filter(
    (row) => (register === '' || row.register === register) && (level === '全部' || row.level === level),
  )
  const total = quality === undefined ? 0 : countOf(quality, register, level)
  return (
    <Page
      title="数据质量核查"
      help="逐条核对填写规则，和报表 R17 是同一套。点一行（或按回车）打开这条记录，光标停在要改的地方；保存后，改动的记录和引用它的记录马上重新核查。"
      actions={
        <Button
          onClick={() => {
            // What is being looked through now is the newest already.
            if (!isBusy) askAgain()
          }}
        >
          重新核查
        </Button>
      }
    >
      <Space wrap>
        <Select
          aria-label="类别"
          style={{ width: 230 }}
          value={register}
          options={registerOptions(quality, level)}
          onChange={(chosen: string) => show(() => setRegister(chosen))}
        />
        <Radio.Group
          optionType="button"
          aria-label="级别"
          value={level}
          options={levels.map((value) => ({
            value,
            label:
              quality === undefined ? value : `${value} ${showNumber(countOf(quality, register, value))}`,
          }))}
          onChange={({ target }: RadioChangeEvent) => {
            const chosen = levels.find((one) => one === target.value)
            if (chosen !== undefined) show(() => setLevel(chosen))
          }}
        />
        <Checkbox checked={samples} onChange={({ target }) => show(() => setSamples(target.checked))}>
          含示例数据
        </Checkbox>
      </Space>
      {progress !== undefined && (
        <Working
          text={`正在核查${progress.title}（${String(progress.done + 1)}/${String(progress.total)}）……`}
          onCancel={onCancelWork}
        />
      )}
      {rows.length > 0 ? (
        <DataTable
          name="核查结果"
          columns={columns}
          total={rows.length}
          rowAt={(index) => rows[index]}
          stale={isBusy}
          at={at}
          onAt={setAt}
          onOpen={(id) => {
            const row = rows.find((one) => one.id === id)
            if (row !== undefined) onMend(row.register, row.record, row.field)
          }}
        />
      ) : (
        <div className="table">
          <div className="table-empty" role="note">
            {nothingWords(quality, { isPartial, isUnanswered })}
          </div>
        </div>
      )}
      {quality !== undefined && (
        <p className="soft" role="status" aria-label="核查合计">
          {totalWords(quality, { shown: rows.length, total, isPartial, isUnanswered })}
        </p>
      )}
    </Page>
  )
}

const titleOf = (quality: Quality | undefined, register: string): string =>
  quality?.counts.find((count) => count.register === register)?.title ?? register

/** Of a register, or of all where it is empty. */
const countOf = ({ counts }: Quality, register: string, level: ShownLevel): number =>
  counts
    .filter((count) => register === '' || count.register === register)
    .reduce((sum, { levels }) => sum + (level === '全部' ? levels.错误 + levels.警告 : levels[level]), 0)

const registerOptions = (quality: Quality | undefined, level: ShownLevel) => [
  {
    value: '',
    label: quality === undefined ? '全部类别' : `全部类别（${showNumber(countOf(quality, '', level))}）`,
  },
  ...(quality?.counts ?? []).map(({ register, title, levels }) => ({
    value: register,
    label: `${title}（${showNumber(level === '全部' ? levels.错误 + levels.警告 : levels[level])}）`,
  })),
]

interface Standing {
  readonly isPartial: boolean
  readonly isUnanswered: boolean
}

const nothingWords = (quality: Quality | undefined, { isPartial, isUnanswered }: Standing): string => {
  if (isUnanswered) return '核查没有做完。按“重新核查”再来一次。'
  if (quality === undefined || isPartial) return '正在核查……'
  return quality.counts.length === 0 ? '没有发现问题，可以放心报送。' : '没有符合条件的问题。'
}

const totalWords = (
  quality: Quality,
  { shown, total, isPartial, isUnanswered }: Standing & { readonly shown: number; readonly total: number },
): string => {
  const { checked, at, again } = quality
  const all = `${isPartial ? '已核查' : '核查了'} ${showNumber(checked)} 条记录：错误 ${showNumber(countOf(quality, '', '错误'))}，警告 ${showNumber(countOf(quality, '', '警告'))}。`
  if (isPartial) return `${all}还在核查其余的。`
  const when = `全部核查于 ${beijingMoment(at)}${again > 0 ? `，此后改动的和引用它们的 ${showNumber(again)} 条已重新核查` : ''}。`
  const rest =
    total > shown ? `先列出 ${showNumber(shown)} 条，共 ${showNumber(total)} 条；改正后会列出后面的。` : ''
  const before = isUnanswered ? '这是上一次核查的结果。' : ''
  return all + when + rest + before
}
