import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { beijingMoment } from '../../domain/kinds/date'
import type { LedgerRecord } from '../../domain/record'
import { districtEntry } from '../../domain/district-entry'
import type { Store } from '../../storage/store'
import type { Received } from './gather-types'

interface ReceivedTableProps {
  readonly store: Store
  readonly received: readonly Received[] | undefined
  /** ISO day. */
  readonly today: string
  readonly revision: number
  /** Code of 本机地区, which reports to nobody here. */
  readonly home: string
  readonly onTakeBack: (one: Received) => void
}

/** Who has reported and who has not: the pilot districts, and every other one whose data came in. */
export const ReceivedTable = ({ store, received, today, revision, home, onTakeBack }: ReceivedTableProps) => {
  const districts = useDistricts(store, revision)
  if (received === undefined || districts === undefined) return null
  const rows = districts.filter(
    ({ code, isPilot }) =>
      code !== home && (isPilot(today) || received.some(({ district }) => district === code)),
  )
  const missing = rows.filter(({ code }) => !received.some(({ district }) => district === code)).length
  return (
    <section className="panel" aria-label="各地区汇总情况">
      <h2>各地区汇总情况</h2>
      <p className="soft" role="status">
        {rows.length === 0
          ? '还没有登记试点地区，也没有汇总过数据包。'
          : `试点地区和报来数据的地区共 ${String(rows.length)} 个，已汇总 ${String(rows.length - missing)} 个，未报 ${String(missing)} 个。`}
      </p>
      {rows.length > 0 && (
        <div className="gather-table">
          <table className="child-table" aria-label="各地区汇总情况">
            <thead>
              <tr>
                <th>地区</th>
                <th>情况</th>
                <th>数据包生成于</th>
                <th>填报单位和填报人</th>
                <th>并入时间</th>
                <th>改动记录</th>
                <th aria-label="操作" />
              </tr>
            </thead>
            <tbody>
              {rows.map(({ code, name }) => {
                const one = received.find(({ district }) => district === code)
                return (
                  <tr key={code}>
                    <th scope="row">{name}</th>
                    <td>{one === undefined ? '未报' : '已汇总'}</td>
                    <td>{one === undefined ? '—' : beijingMoment(one.madeAt)}</td>
                    <td>{one === undefined ? '—' : `${one.unitName} ${one.person}`}</td>
                    <td>{one === undefined ? '—' : beijingMoment(one.takenAt)}</td>
                    <td>{one === undefined ? '—' : `${String(one.records)} 条`}</td>
                    <td>
                      {one !== undefined && (
                        <Button size="small" aria-label={`撤回${name}的汇总`} onClick={() => onTakeBack(one)}>
                          撤回
                        </Button>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

interface DistrictRow {
  readonly code: string
  readonly name: string
  readonly isPilot: (day: string) => boolean
}

const useDistricts = (store: Store, revision: number): readonly DistrictRow[] | undefined => {
  const [districts, setDistricts] = useState<readonly DistrictRow[] | undefined>(undefined)
  useEffect(() => {
    let isGone = false
    void store.all('districts').then((records) => {
      if (!isGone) setDistricts(records.map(rowOf))
    })
    return () => {
      isGone = true
    }
  }, [store, revision])
  return districts
}

const rowOf = (record: LedgerRecord): DistrictRow => {
  const { designations } = record.values
  const ends = Array.isArray(designations)
    ? (designations as readonly { readonly endDate?: string }[]).map(({ endDate }) => endDate)
    : []
  return {
    ...districtEntry({ code: record.districtCode, values: record.values }),
    isPilot: (day) => ends.some((end) => end === undefined || end > day),
  }
}
