import { Button, Space } from 'antd'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { beijingMoment } from '../../domain/kinds/date'
import type { Register } from '../../domain/register'
import type { BatchEntry, Filter, RegisterCount, Store } from '../../storage/store'
import { later } from '../../ui/later'
import { Page } from '../../ui/page'
import { useUndo } from '../../ui/undo'
import { useRevision } from '../../ui/use-revision'
import { DuePanel, MonthPanel } from './due-panel'
import './home.css'
import { useHomeFigures } from './use-home-figures'

/** The drawing library is no part of the first picture of the window; it comes while the figures are counted. */
const pictureParts = later(async () => (await import('./home-pictures')).HomePictures)

interface HomePageProps {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly district: string | undefined
  readonly districtName: string
  readonly today: string
  readonly onRegister: (register: string, filters?: readonly Filter[]) => void
  readonly onOpen: (register: string, id: string) => void
  readonly onWeekBoard: () => void
  /** Pictures of other parts of the program. */
  readonly pictures: ReactNode
  readonly onNew: (register: string) => void
  readonly onImport: () => void
  readonly onReports: () => void
  readonly onHistory: () => void
  readonly onHelp: () => void
}

const latest = 8

/** What is to be done this week, what is in the ledger, what is still to be filled in, and what was done last. */
export const HomePage = ({
  store,
  registers,
  district,
  districtName,
  today,
  onRegister,
  onOpen,
  onWeekBoard,
  pictures,
  onNew,
  onImport,
  onReports,
  onHistory,
  onHelp,
}: HomePageProps) => {
  const undo = useUndo()
  const { counts, batches } = useOverview(store, district)
  const figures = useHomeFigures(store, district, today, counts !== undefined)
  const hasPictures = counts !== undefined && !isNew(counts)
  useEffect(() => {
    if (!hasPictures) return
    const idle = requestIdleCallback(() => void pictureParts.fetch())
    return () => cancelIdleCallback(idle)
  }, [hasPictures])
  const gaps = registers.filter(({ name }) => (counts?.[name]?.gaps ?? 0) > 0)
  return (
    <Page
      title="首页"
      help={`${districtName}的台账`}
      actions={
        <Space>
          <Button type="primary" onClick={() => onNew('serviceRecords')}>
            新建服务记录
          </Button>
          <Button onClick={onImport}>导入台账</Button>
          <Button onClick={onReports}>做报表</Button>
        </Space>
      }
    >
      {counts !== undefined && isNew(counts) && (
        <section className="panel" aria-label="从这里开始">
          <h2>从这里开始</h2>
          <p>
            台账还是空的。手上有 Excel
            台账的，导入它最快；没有的，从录入第一条服务记录开始，企业和专家可以当场登记。
          </p>
          <Space wrap>
            <Button onClick={onImport}>导入 Excel 台账</Button>
            <Button onClick={() => onNew('serviceRecords')}>录入第一条服务记录</Button>
            <Button onClick={onHelp}>看使用手册</Button>
          </Space>
        </section>
      )}
      {hasPictures && (
        <div className="home-panels">
          <DuePanel {...{ today, figures, onRegister }} />
          <MonthPanel {...{ today, figures, onRegister }} />
        </div>
      )}
      {hasPictures && figures !== undefined && (
        <Suspense>
          <pictureParts.View
            {...{ store, district, today, figures, onRegister, onOpen, onWeekBoard }}
            hasSampleServices={(counts['serviceRecords']?.samples ?? 0) > 0}
          >
            {pictures}
          </pictureParts.View>
        </Suspense>
      )}
      <section
        aria-label="各类记录"
        style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))', gap: 12 }}
      >
        {registers.map(({ name, title, unit }) => (
          <button key={name} type="button" className="tile" onClick={() => onRegister(name)}>
            <span className="soft">{title}</span>
            <strong>{counts === undefined ? '…' : String(counts[name]?.total ?? 0)}</strong>
            <span className="soft">{unit}</span>
          </button>
        ))}
      </section>
      <section className="panel" aria-label="待补充">
        <h2>待补充</h2>
        {counts !== undefined && gaps.length === 0 && <p className="soft">没有缺项。</p>}
        {gaps.map(({ name, title, unit }) => (
          <div key={name}>
            <Button
              type="link"
              style={{ paddingInline: 0 }}
              onClick={() => onRegister(name, [{ kind: 'gaps' }])}
            >
              {`${String(counts?.[name]?.gaps ?? 0)} ${unit}${title}有必填项还空着`}
            </Button>
          </div>
        ))}
      </section>
      <section className="panel" aria-label="最近的操作">
        <h2>最近的操作</h2>
        {batches.length === 0 && <p className="soft">还没有操作。</p>}
        {batches.map((batch) => (
          <div key={batch.id} style={{ display: 'flex', gap: 12, alignItems: 'center', padding: '2px 0' }}>
            <span className="soft" style={{ flex: 'none', width: 120 }}>
              {beijingMoment(batch.at).slice(5)}
            </span>
            <span
              style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
              title={batch.title}
            >
              {`${batch.title}（${String(batch.count)} 条，${batch.by}）`}
            </span>
            {batch.undone ? (
              <span className="soft">已撤销</span>
            ) : (
              !['undo', 'redo', 'setup'].includes(batch.kind) && (
                <Button size="small" aria-label={`撤销 ${batch.title}`} onClick={() => void undo(batch.id)}>
                  撤销
                </Button>
              )
            )}
          </div>
        ))}
        <Button type="link" style={{ paddingInline: 0 }} onClick={onHistory}>
          全部变更记录
        </Button>
      </section>
    </Page>
  )
}

/** Nothing is there yet but the list of districts. */
const isNew = (counts: Readonly<Record<string, RegisterCount>>): boolean =>
  Object.entries(counts).every(([register, { total }]) => register === 'districts' || total === 0)

const useOverview = (store: Store, district: string | undefined) => {
  const [counts, setCounts] = useState<Readonly<Record<string, RegisterCount>> | undefined>(undefined)
  const [batches, setBatches] = useState<readonly BatchEntry[]>([])
  const revision = useRevision(store)
  useEffect(() => {
    void store.counts(district).then(setCounts)
    void store.batches({ limit: latest }).then((page) => setBatches(page.batches))
  }, [store, district, revision])
  return { counts, batches }
}
