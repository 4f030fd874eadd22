import { Button, Space } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { rowsOf } from '../../domain/field'
import { stateOf } from '../../domain/lifecycle'
import type { LedgerRecord } from '../../domain/record'
import { weeklyLifecycle } from '../../domain/registers/weekly-reports'
import type { Counted, WeekStatistics } from '../../domain/weekly'
import { daysOfWeek, shortWeek } from '../../domain/weekly-board'
import { useRevision } from '../../ui/use-revision'
import { DraftDialog } from './draft-dialog'
import type { WeekSourcesProps } from './week-sources-props'
import './weekly.css'
import type { WeekDraft } from './weekly-job'

const open = ['未报', '草稿', '已退回']

/** What the week's records say for this report: each number leads to the records that it counts; from here it is drafted. */
export const WeekSources = (props: WeekSourcesProps) => {
  const { record, onShowRecords } = props
  const { draft, team, week } = useWeekDraft(props)
  const [drafting, setDrafting] = useState(false)
  const close = useCallback(() => setDrafting(false), [])
  if (team === undefined || week === undefined) return null
  const isOpen = record.deletedAt === null && open.includes(stateOf(weeklyLifecycle, record.values))
  const rows = rowsOf(record.values, 'dockings').length + rowsOf(record.values, 'progress').length
  return (
    <section className="panel" aria-label="本周记录">
      <div className="week-sources-head">
        <h2>本周记录</h2>
        {isOpen && (
          <Button
            type={rows === 0 ? 'primary' : 'default'}
            disabled={draft === undefined}
            onClick={() => setDrafting(true)}
          >
            起草周报
          </Button>
        )}
      </div>
      <p className="soft">
        {`台账中这支队${shortWeek(week)}（${daysOfWeek(week)}）的记录，点数字看是哪些。`}
      </p>
      {draft !== undefined && (
        <Numbers
          statistics={draft.statistics}
          kept={record}
          onShow={(label, { register, ids }) =>
            onShowRecords(register, [
              { kind: 'ids', ids: ids.join(' '), label: `${shortWeek(week)}${label}` },
            ])
          }
        />
      )}
      {drafting && draft !== undefined && <DraftDialog {...props} draft={draft} onClose={close} />}
    </section>
  )
}

const useWeekDraft = ({ record, store, job }: WeekSourcesProps) => {
  const { team, week } = record.values
  const [draft, setDraft] = useState<WeekDraft | undefined>(undefined)
  const revision = useRevision(store)
  const known = typeof team === 'string' && typeof week === 'string' ? { team, week } : undefined
  const key = JSON.stringify(known ?? {})
  useEffect(() => {
    let isOld = false
    const place = JSON.parse(key) as { readonly team?: string; readonly week?: string }
    if (place.team !== undefined && place.week !== undefined)
      void job.draft(place.team, place.week).then((found) => {
        if (!isOld) setDraft(found)
      })
    return () => {
      isOld = true
    }
  }, [job, key, revision])
  return { draft, team: known?.team, week: known?.week }
}

interface NumbersProps {
  readonly statistics: WeekStatistics
  readonly kept: LedgerRecord
  readonly onShow: (label: string, counted: Counted) => void
}

const statisticLabels: Readonly<Record<keyof WeekStatistics, readonly [label: string, unit: string]>> = {
  newDockings: ['新增对接', '次'],
  services: ['开展服务', '次'],
  visitedEnterprises: ['走访企业', '家'],
  expertTimes: ['参与专家', '人次'],
  closedNeeds: ['办结需求', '项'],
}

/** The five numbers; where the report keeps another one, records have changed since it was drafted. */
const Numbers = ({ statistics, kept, onShow }: NumbersProps) => (
  <Space wrap size={16}>
    {Object.entries(statisticLabels).map(([name, [label, unit]]) => {
      const counted = statistics[name as keyof WeekStatistics]
      const before = kept.values[name]
      return (
        <span key={name} className="week-number">
          <span className="soft">{label}</span>
          <Button
            type="link"
            size="small"
            className="link"
            disabled={counted.count === 0}
            onClick={() => onShow(label, counted)}
          >{`${String(counted.count)} ${unit}`}</Button>
          {typeof before === 'number' && before !== counted.count && (
            <span className="tag attention">{`周报中为 ${String(before)}`}</span>
          )}
        </span>
      )
    })}
  </Space>
)
