import { App, Button, Space, Spin } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { beijingMoment } from '../../domain/kinds/date'
import type { Register } from '../../domain/register'
import type { ExportProfile } from '../../workbook/export-profile'
import { useNotices } from '../../ui/notices'
import { Page } from '../../ui/page'
import { SearchInput } from '../../ui/search-input'
import { type ExportEntry, type ExportLog, isFound, mostKept } from './export-log'
import './exports.css'
import { ProfileForm } from './profile-form'
import type { Profiles } from './use-profiles'

interface ExportsPageProps extends Profiles {
  readonly registers: readonly Register[]
  readonly log: ExportLog
}

/** 导出记录: for whom files are made, and which have left the app. */
export const ExportsPage = ({ registers, profiles, keep, log }: ExportsPageProps) => (
  <Page
    title="导出记录"
    help="按接收单位存好导出方案，导出时选用；导出的每个文件，连同报送的报表、数据包和备份，都记在这里，只记导出人，不记表中的个人信息。"
  >
    <ProfileList {...{ registers, profiles, keep }} />
    <LogTable log={log} />
  </Page>
)

const ProfileList = ({ registers, profiles, keep }: Omit<ExportsPageProps, 'log'>) => {
  const notices = useNotices()
  const { modal } = App.useApp()
  const [form, setForm] = useState<{ readonly before: ExportProfile | undefined }>()
  const headings = useMemo(() => headingsIn(registers), [registers])
  const save = async (profile: ExportProfile): Promise<void> => {
    const before = form?.before
    await keep(
      before === undefined
        ? [...profiles, profile]
        : profiles.map((other) => (other.name === before.name ? profile : other)),
    )
    setForm(undefined)
    notices.done(`已保存方案“${profile.name}”`)
  }
  const drop = async ({ name }: ExportProfile): Promise<void> => {
    const isSure = await modal.confirm({
      title: `删除方案“${name}”？`,
      content: '已导出的文件和导出记录不受影响。删除后不能撤销。',
      okText: '删除方案',
      cancelText: '取消',
    })
    if (isSure) await keep(profiles.filter((other) => other.name !== name))
  }
  return (
    <section className="panel" aria-label="导出方案">
      <div className="exports-head">
        <h2>导出方案</h2>
        <Button onClick={() => setForm({ before: undefined })}>新建方案</Button>
      </div>
      {profiles.length === 0 ? (
        <p className="soft">
          还没有方案。程序自带“内部使用”和“对外版本（隐去电话）”；常给某个单位报数的，为它存一个。
        </p>
      ) : (
        <div className="exports-table" tabIndex={0} role="region" aria-label="方案列表">
          <table aria-label="导出方案">
            <thead>
              <tr>
                {['名称', '接收单位', '电话', '不提供的栏目', '水印文字', '操作'].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {profiles.map((profile) => (
                <tr key={profile.name}>
                  <th scope="row">{profile.name}</th>
                  <td>{profile.recipient}</td>
                  <td>{profile.maskPhones ? '隐去' : '完整'}</td>
                  <td>{profile.leftOut.join('、')}</td>
                  <td>{profile.watermark}</td>
                  <td>
                    <Space>
                      <Button
                        size="small"
                        aria-label={`编辑方案 ${profile.name}`}
                        onClick={() => setForm({ before: profile })}
                      >
                        编辑
                      </Button>
                      <Button
                        size="small"
                        aria-label={`删除方案 ${profile.name}`}
                        onClick={() => void drop(profile)}
                      >
                        删除
                      </Button>
                    </Space>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {form !== undefined && (
        <ProfileForm
          {...{ headings }}
          saved={profiles}
          before={form.before}
          onSave={(profile) => void save(profile)}
          onClose={() => setForm(undefined)}
        />
      )}
    </section>
  )
}

/** The labels of all fields, each once. */
const headingsIn = (registers: readonly Register[]): readonly string[] => [
  ...new Set(registers.flatMap(({ fields }) => Object.values(fields).map(({ label }) => label))),
]

const columns: readonly (readonly [string, (entry: ExportEntry) => string])[] = [
  ['时间', ({ at }) => beijingMoment(at)],
  ['导出人', ({ by }) => by],
  ['内容', ({ what }) => what],
  ['所属期', ({ period }) => period],
  ['地区', ({ district }) => district],
  ['接收单位', ({ recipient }) => recipient],
  ['记录数', ({ records }) => (records === undefined ? '' : String(records))],
  ['文件名', ({ fileName }) => fileName],
  ['存放位置', ({ place }) => place ?? ''],
  ['SHA-256', ({ sha256 }) => sha256],
]
const shortHash = 12
const mostShown = 200

const LogTable = ({ log }: { readonly log: ExportLog }) => {
  const notices = useNotices()
  const [entries, setEntries] = useState<readonly ExportEntry[]>()
  const [search, setSearch] = useState('')
  useEffect(() => {
    void log.all().then(setEntries)
  }, [log])
  const found = (entries ?? []).filter((entry) => isFound(entry, search.trim()))
  const copy = async (): Promise<void> => {
    const lines = [
      columns.map(([title]) => title),
      ...found.map((entry) => columns.map(([, textOf]) => textOf(entry))),
    ]
    try {
      await navigator.clipboard.writeText(lines.map((cells) => cells.join('\t')).join('\n'))
      notices.done(`已复制 ${String(found.length)} 条，可粘贴到 Excel`)
    } catch {
      notices.failed('没有复制成。', '请先点一下本程序的窗口，再点“复制”。')
    }
  }
  if (entries === undefined) return <Spin style={{ margin: 40 }} />
  return (
    <section className="panel" aria-label="导出过的文件">
      <div className="exports-head">
        <h2>导出过的文件</h2>
        <Space wrap>
          <SearchInput
            label="搜索导出记录"
            placeholder="内容、接收单位、文件名、位置或校验值"
            search={search}
            width={280}
            onSearch={setSearch}
          />
          <Button disabled={found.length === 0} onClick={() => void copy()}>
            复制
          </Button>
        </Space>
      </div>
      {found.length === 0 ? (
        <p className="soft">{entries.length === 0 ? '还没有导出过文件。' : '没有符合条件的导出记录。'}</p>
      ) : (
        <div className="exports-table" tabIndex={0} role="region" aria-label="导出记录列表">
          <table aria-label="导出记录">
            <thead>
              <tr>
                {columns.map(([title]) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.slice(0, mostShown).map((entry) => (
                <tr key={`${entry.at} ${entry.fileName}`}>
                  {columns.map(([title, textOf]) => (
                    <td key={title} {...(title === 'SHA-256' ? { title: textOf(entry) } : {})}>
                      {title === 'SHA-256' ? textOf(entry).slice(0, shortHash) : textOf(entry)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="soft">
        {found.length > mostShown
          ? `共 ${String(found.length)} 条，列出最近 ${String(mostShown)} 条；“复制”取得全部。`
          : `共 ${String(found.length)} 条。`}
        {`保留最近 ${String(mostKept)} 条。`}
      </p>
    </section>
  )
}
