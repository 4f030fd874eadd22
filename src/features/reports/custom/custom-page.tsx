import { App, Button, Empty, Space } from 'antd'
import type { Register } from '../../../domain/register'
import { reportOf } from '../../../reports/all'
import { tellSaved } from '../../../ui/export-notice'
import { MenuButton } from '../../../ui/menu-button'
import { useNotices } from '../../../ui/notices'
import { Page } from '../../../ui/page'
import { useReportState } from '../report-state'
import type { ReportsPageProps } from '../reports-props'
import { DesignReport } from './design-report'
import { customFrom, originCodes } from './from-report'
import {
  customFile,
  freeName,
  newCustom,
  readCustomFile,
  type SavedCustom,
  usualColumns,
} from './saved-custom'
import { useCustoms } from './use-customs'

interface CustomPageProps extends ReportsPageProps {
  readonly onBack: () => void
}

/** 自定义报表: reports that the office put together itself. */
export const CustomPage = (props: CustomPageProps) => {
  const { registers, store, files, onBack } = props
  const notices = useNotices()
  const { draft, design } = useReportState()
  const { customs, keep } = useCustoms(store, registers)
  if (customs === undefined) return null
  if (draft !== undefined) return <DesignReport {...props} {...{ draft, design, customs, keep }} />

  const begin = (name: string): void => {
    if (originCodes.includes(name)) {
      design({ custom: customFrom(name, registers), before: undefined })
      return
    }
    const register = registers.find((candidate) => candidate.name === name)
    if (register === undefined) return
    const list = { search: '', filters: [], sort: register.sort, columns: usualColumns(register) }
    design({ custom: newCustom(register, list), before: undefined })
  }
  const takeFile = async (): Promise<void> => {
    const opened = await files.openFile({ kind: 'text', title: '选择自定义报表文件' })
    if (opened.status === 'cancelled') return
    if (opened.status === 'failed') {
      notices.failed(opened.message, opened.advice)
      return
    }
    const read = readCustomFile(registers, opened.bytes)
    if (!read.ok) {
      notices.failed(read.message, '请选择由本程序“存为文件”得到的自定义报表文件，或请对方重新存一份。')
      return
    }
    const name = freeName(customs, read.custom.name)
    await keep([...customs, { ...read.custom, name }])
    notices.done(`已取得报表“${name}”`)
  }
  return (
    <Page
      title="自定义报表"
      help="选一个栏目，定好列、标题、筛选、分组和合计，存成自己的报表；版面、预览和导出与其他报表一样。"
      actions={
        <Space wrap>
          <Button onClick={onBack}>返回报表</Button>
          <Button onClick={() => void takeFile()}>从文件取得</Button>
          <MenuButton
            label="新建报表"
            type="primary"
            groups={[
              {
                title: '从栏目开始',
                entries: registers.map(({ name, title }) => ({ label: title, run: () => begin(name) })),
              },
              {
                title: '从已有报表开始',
                entries: originCodes.map((code) => ({
                  label: `${code} ${reportOf(code).title}`,
                  run: () => begin(code),
                })),
              },
            ]}
          />
        </Space>
      }
    >
      {customs.length === 0 ? (
        <Empty description="还没有自定义报表。点“新建报表”选一个栏目或一张已有的报表，或在栏目的列表里点“更多导出方式 — 把当前列表做成报表”。" />
      ) : (
        <ul className="report-list" aria-label="已保存的报表">
          {customs.map((custom) => (
            <CustomCard key={custom.name} {...{ custom, customs, keep, registers, files }} />
          ))}
        </ul>
      )}
    </Page>
  )
}

interface CustomCardProps {
  readonly custom: SavedCustom
  readonly customs: readonly SavedCustom[]
  readonly keep: (next: readonly SavedCustom[]) => Promise<void>
  readonly registers: readonly Register[]
  readonly files: ReportsPageProps['files']
}

const CustomCard = ({ custom, customs, keep, registers, files }: CustomCardProps) => {
  const { name, columns, filters, register } = custom
  const notices = useNotices()
  const { modal } = App.useApp()
  const design = useReportState((state) => state.design)
  const drop = async (): Promise<void> => {
    const isSure = await modal.confirm({
      title: `删除报表“${name}”？`,
      content: '只删除报表的定义，台账记录和已导出的文件不受影响。删除后不能撤销。',
      okText: '删除报表',
      cancelText: '取消',
    })
    if (isSure) await keep(customs.filter((other) => other.name !== name))
  }
  const saveFile = async (): Promise<void> => {
    const { fileName, bytes } = customFile(custom)
    const saved = await files.saveFile({ kind: 'text', suggestedName: fileName, bytes })
    tellSaved(notices, saved, files, '已存为')
  }
  const title = registers.find((candidate) => candidate.name === register)?.title ?? register
  return (
    <li className="panel report-card">
      <div>
        <strong>{name}</strong>
        <div className="soft">
          {`取自${title}，${String(columns.length)} 列${filters.length === 0 ? '' : `，${String(filters.length)} 个筛选条件`}`}
        </div>
      </div>
      <Space wrap>
        <Button
          type="primary"
          aria-label={`打开报表 ${name}`}
          onClick={() => design({ custom, before: custom })}
        >
          打开
        </Button>
        <Button
          aria-label={`复制报表 ${name}`}
          onClick={() => void keep([...customs, { ...custom, name: freeName(customs, name) }])}
        >
          复制
        </Button>
        <Button aria-label={`存为文件 ${name}`} onClick={() => void saveFile()}>
          存为文件
        </Button>
        <Button danger aria-label={`删除报表 ${name}`} onClick={() => void drop()}>
          删除
        </Button>
      </Space>
    </li>
  )
}
