import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { usualRules } from '../../domain/office-rules'
import { type GanttRow, taskGantt, usualTaskYear, yearsOfTasks } from '../../domain/task-gantt'
import type { Values } from '../../domain/field'
import type { Settings, Store } from '../../storage/store'
import { PictureFrame } from '../../ui/chart/picture-frame'
import { ganttPicture } from './gantt-picture'
import { useRecords } from './use-records'

export interface TaskGanttProps {
  readonly store: Store
  readonly settings: Settings
  readonly district: string | undefined
  readonly today: string
  readonly onOpen: (register: string, id: string) => void
  readonly onNew: (register: string, initial: Values) => void
  /** Among other pictures: not where there are no tasks at all. */
  readonly onlyIfAny?: boolean
}

/** The key tasks of a year over time: each bar opens its task, an empty slot begins it. */
export const TaskGantt = (props: TaskGanttProps) => {
  const { store, settings, district, today, onOpen, onNew, onlyIfAny = false } = props
  const tasks = useRecords(store, 'keyTasks')
  const [chosen, setChosen] = useState<number | undefined>(undefined)
  const year = chosen ?? usualTaskYear(tasks ?? [], today)
  const picture = useMemo(() => {
    if (tasks === undefined) return undefined
    const rows = taskGantt(tasks, { year, district, today, rules: settings.rules ?? usualRules })
    return ganttPicture(
      rows,
      { year, today },
      {
        open: (id) => onOpen('keyTasks', id),
        begin: (row) => onNew('keyTasks', valuesOf(row, year)),
      },
    )
  }, [tasks, year, district, today, settings, onOpen, onNew])
  if (tasks === undefined || picture === undefined || (onlyIfAny && tasks.length === 0)) return null
  return (
    <PictureFrame
      picture={picture}
      choice={
        <Select
          size="small"
          aria-label="甘特图的年度"
          style={{ width: 96 }}
          value={year}
          options={[...new Set([...yearsOfTasks(tasks), year])].map((value) => ({
            value,
            label: `${String(value)}年`,
          }))}
          onChange={setChosen}
        />
      }
    />
  )
}

const valuesOf = ({ number, title, level }: GanttRow, year: number): Values => ({
  taskNumber: number,
  title,
  year,
  level,
})
