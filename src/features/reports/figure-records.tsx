import { useVirtualizer } from '@tanstack/react-virtual'
import { Button, Space } from 'antd'
import { useCallback, useRef } from 'react'
import type { Filter } from '../../storage/store'
import { useArrivals } from '../../ui/use-arrivals'
import { useRows } from '../../ui/use-rows'
import { useWork } from '../../ui/use-work'
import type { ExportProfile } from '../../workbook/export-profile'
import type { FigureGroup, FigureRecord, ToldRange } from './explain-figure'
import { useKeptScroll } from './use-kept-scroll'

export const shownAmount = (value: number): string =>
  value.toLocaleString('zh-CN', { maximumFractionDigits: 6 })

/** What can be done with the records behind a figure. */
export interface RecordActions {
  readonly onShowRecords: (register: string, filters: readonly Filter[]) => void
  /** 导出清单: writes a list of these records to a file, for the recipient of the profile. */
  readonly onSaveRecords: (
    register: string,
    filters: readonly Filter[],
    profile: ExportProfile,
  ) => Promise<void>
  readonly onOpen: (register: string, id: string) => void
  /** More of the records behind the figure. */
  readonly tell: (range: ToldRange) => Promise<readonly FigureRecord[]>
}

interface FigureRecordsProps extends RecordActions {
  readonly group: FigureGroup
  /** Label of the part that it belongs to. */
  readonly part: string
  /** Of the figure. */
  readonly heading: string
  /** For whom the report is made: its list of records is made for the same. */
  readonly profile: ExportProfile
}

/** The records of one register behind a figure: how many, each to be opened, all of them as a list or a file. */
export const FigureRecords = (props: FigureRecordsProps) => {
  const { group, part, heading, profile, onShowRecords, onSaveRecords, onOpen } = props
  const { register, title, count, ids, told } = group
  const work = useWork()
  const filters: readonly Filter[] = [{ kind: 'ids', ids, label: `${heading}（${part}）` }]
  const open = (id: string): void => onOpen(register, id)
  const name = `${part}的${title}`
  return (
    <>
      <div className="figure-group">
        <span>{`${title} ${shownAmount(count)} 条`}</span>
        <Space size={4}>
          <Button size="small" onClick={() => onShowRecords(register, filters)}>
            {`在${title}列表中查看`}
          </Button>
          <Button
            size="small"
            loading={work.busy}
            aria-label={`导出${title}清单`}
            onClick={() => void work.run(() => onSaveRecords(register, filters, profile))}
          >
            导出清单
          </Button>
        </Space>
      </div>
      {count > told.length ? (
        <LongList {...props} {...{ name, open }} />
      ) : (
        <ul className="figure-records" aria-label={name}>
          {told.map((record) => (
            <li key={record.id}>
              <Line {...{ record, open }} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

interface LineProps {
  readonly record: FigureRecord
  readonly open: (id: string) => void
}

const Line = ({ record: { id, code, label, day, amount }, open }: LineProps) => (
  <>
    <Button type="link" onClick={() => open(id)}>
      {code}
    </Button>
    {label !== code && <span title={label}>{label}</span>}
    <span className="soft">{day ?? ''}</span>
    {amount !== undefined && <b>{shownAmount(amount)}</b>}
  </>
)

/** Pixels. */
const lineHeight = 34

interface LongListProps extends Pick<FigureRecordsProps, 'group' | 'part' | 'tell'> {
  readonly name: string
  readonly open: (id: string) => void
}

/** More than fit into the page at once: only the lines in sight are in it, and come when they are looked at. */
const LongList = ({ group, part, tell, name, open }: LongListProps) => {
  const { register, count } = group
  // The panel gives a new way of asking at every turn; what is asked stays the same.
  const ask = useRef(tell)
  const load = useCallback(
    async (offset: number, limit: number) => ({
      total: count,
      rows: await ask.current({ part, register, offset, limit }),
    }),
    [part, register, count],
  )
  const { rowAt, watchRows } = useRows(load, 0)
  const scroller = useRef<HTMLDivElement>(null)
  const kept = useKeptScroll(scroller, name)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 6,
  })
  useArrivals(watchRows, virtual)
  return (
    <div ref={scroller} className="figure-long" tabIndex={0} role="group" aria-label={name} {...kept}>
      <ul
        className="figure-records one-line"
        aria-label={name}
        style={{ height: count * lineHeight, position: 'relative' }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const record = rowAt(index)
          return (
            <li
              key={index}
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ position: 'absolute', top: start, height: lineHeight, width: '100%' }}
            >
              {record === undefined ? <span className="soft">…</span> : <Line {...{ record, open }} />}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
