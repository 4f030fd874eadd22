import { Button, Drawer, Spin } from 'antd'
import { useEffect } from 'react'
import type { ReportOptions } from '../../reports/report'
import type { Filter } from '../../storage/store'
import type { Explained, FigureGroup } from './explain-figure'
import type { ChosenFigure } from './paper-page'

export interface FigurePanelProps {
  readonly figure: ChosenFigure
  /** Missing while it is being looked up; null where the place has no records of its own. */
  readonly explained: Explained | null | undefined
  readonly options: ReportOptions
  readonly onShowRecords: (register: string, filters: readonly Filter[]) => void
  readonly onOpen: (register: string, id: string) => void
  readonly onClose: () => void
}

/** 这个数怎么来的: in words, over what, and the very records. */
export const FigurePanel = ({ figure, explained, options, onClose, ...onward }: FigurePanelProps) => {
  const { text, element } = figure
  useEffect(() => () => element.focus(), [element])
  return (
    <Drawer
      open
      title={explained === null || explained === undefined ? text : `${explained.heading}：${text}`}
      size={460}
      onClose={onClose}
      aria-label="数字来源"
    >
      {explained === undefined && <Spin description="正在查找记录…" />}
      {explained === null && <p>这一格没有单独的记录可查，请看所在报表。</p>}
      {explained !== null && explained !== undefined && (
        <div className="figure-panel">
          <h3>怎么算的</h3>
          <p>{explained.formula}</p>
          <h3>统计范围</h3>
          <p>{scopeWords(options)}</p>
          {explained.parts.map(({ label, groups }) => (
            <section key={label} aria-label={label}>
              <h3>{`${label} ${String(groups.reduce((sum, { ids }) => sum + ids.length, 0))} 条记录${explained.isSum ? `，相加为 ${sumOf(groups)}` : ''}`}</h3>
              {groups.length === 0 && <p className="soft">没有记录。</p>}
              {groups.map((group) => (
                <Group key={group.register} {...{ group, label, heading: explained.heading, ...onward }} />
              ))}
            </section>
          ))}
        </div>
      )}
    </Drawer>
  )
}

const scopeWords = ({ period, districtName, samples, rowsBy }: ReportOptions): string =>
  [
    `所属期 ${period.label}（${period.start} 至 ${period.end}）`,
    `地区 ${districtName}`,
    samples ? '含示例数据' : '不含示例数据',
    ...(rowsBy === '地区' ? [] : [`按${rowsBy}分行`]),
  ].join('；')

const shown = (value: number): string => value.toLocaleString('zh-CN', { maximumFractionDigits: 6 })

const sumOf = (groups: readonly FigureGroup[]): string =>
  shown(groups.flatMap(({ told }) => told).reduce((sum, { amount }) => sum + (amount ?? 0), 0))

interface GroupProps extends Pick<FigurePanelProps, 'onShowRecords' | 'onOpen'> {
  readonly group: FigureGroup
  readonly label: string
  readonly heading: string
}

const Group = ({ group, label, heading, onShowRecords, onOpen }: GroupProps) => {
  const { register, title, ids, told } = group
  return (
    <>
      <div className="figure-group">
        <span>{`${title} ${String(ids.length)} 条`}</span>
        <Button
          size="small"
          onClick={() => onShowRecords(register, [{ kind: 'ids', ids, label: `${heading}（${label}）` }])}
        >
          {`在${title}列表中查看`}
        </Button>
      </div>
      <ul className="figure-records" aria-label={`${label}的${title}`}>
        {told.map(({ id, code, label: name, day, amount }) => (
          <li key={id}>
            <Button type="link" onClick={() => onOpen(register, id)}>
              {code}
            </Button>
            {name !== code && <span>{name}</span>}
            <span className="soft">{day ?? ''}</span>
            {amount !== undefined && <b>{shown(amount)}</b>}
          </li>
        ))}
      </ul>
      {ids.length > told.length && (
        <p className="soft">{`只列出前 ${String(told.length)} 条，其余请在列表中查看。`}</p>
      )}
    </>
  )
}
