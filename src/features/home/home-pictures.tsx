import { Button, Select } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { WeekBoard } from '../../domain/weekly-board'
import type { MonthTally, Store } from '../../storage/store'
import { PictureFrame } from '../../ui/chart/picture-frame'
import { needsPicture } from './needs-picture'
import type { ShowRecords } from './picture-rows'
import { servicesPicture, usualYear, yearsOf } from './services-picture'
import type { HomeFigures } from './use-home-figures'
import { weeksBack, weeksPicture } from './weeks-picture'

interface HomePicturesProps {
  readonly store: Store
  readonly district: string | undefined
  readonly today: string
  /** The numbers of the page: pictures come after them, and are counted anew with them. */
  readonly figures: HomeFigures
  readonly hasSampleServices: boolean
  readonly onRegister: ShowRecords
  readonly onOpen: (register: string, id: string) => void
  readonly onWeekBoard: () => void
  /** Those of other parts of the program. */
  readonly children?: ReactNode
}

/** Where the needs stand, how the services went, and how the teams reported; each part opens exactly its records. */
export const HomePictures = (props: HomePicturesProps) => {
  const { figures, onRegister } = props
  const needs = useMemo(() => needsPicture(figures.stages, onRegister), [figures, onRegister])
  return (
    <div className="home-panels">
      <PictureFrame picture={needs} />
      <ServicesPicture {...props} />
      <div className="home-wide">
        <WeeksPicture {...props} />
        {props.children}
      </div>
    </div>
  )
}

const recent = '近 12 个月'

const ServicesPicture = ({
  store,
  district,
  today,
  figures,
  hasSampleServices: hasSamples,
  onRegister,
}: HomePicturesProps) => {
  const tallies = useMonths(store, district, figures)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const year = chosen === undefined ? usualYear(tallies ?? [], today) : chosen === recent ? undefined : chosen
  const picture = useMemo(
    () =>
      tallies === undefined ? undefined : servicesPicture(tallies, { year, today, hasSamples }, onRegister),
    [tallies, year, today, hasSamples, onRegister],
  )
  if (tallies === undefined || picture === undefined) return null
  const years = yearsOf(tallies)
  return (
    <PictureFrame
      picture={picture}
      choice={
        years.length === 0 ? undefined : (
          <Select
            size="small"
            aria-label="科技服务的时段"
            style={{ width: 112 }}
            value={year ?? recent}
            options={[
              { value: recent, label: recent },
              ...years.map((value) => ({ value, label: `${value}年` })),
            ]}
            onChange={setChosen}
          />
        )
      }
    />
  )
}

const WeeksPicture = ({ store, today, figures, onOpen, onWeekBoard }: HomePicturesProps) => {
  const board = useWeeks(store, today, figures)
  const picture = useMemo(
    () =>
      board === undefined
        ? undefined
        : weeksPicture(board, { report: (id) => onOpen('weeklyReports', id), board: onWeekBoard }),
    [board, onOpen, onWeekBoard],
  )
  if (picture === undefined) return null
  return (
    <PictureFrame
      picture={picture}
      more={
        <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={onWeekBoard}>
          打开周报看板
        </Button>
      }
    />
  )
}

const useWeeks = (store: Store, today: string, figures: HomeFigures): WeekBoard | undefined => {
  const [board, setBoard] = useState<WeekBoard | undefined>(undefined)
  useEffect(() => {
    let isOld = false
    void store.weekBoard(weeksBack(today)).then((found) => {
      if (!isOld) setBoard(found)
    })
    return () => {
      isOld = true
    }
  }, [store, today, figures])
  return board
}

const useMonths = (
  store: Store,
  district: string | undefined,
  figures: HomeFigures,
): readonly MonthTally[] | undefined => {
  const [tallies, setTallies] = useState<readonly MonthTally[] | undefined>(undefined)
  useEffect(() => {
    let isOld = false
    void store.monthly('serviceRecords', district).then((found) => {
      if (!isOld) setTallies(found)
    })
    return () => {
      isOld = true
    }
  }, [store, district, figures])
  return tallies
}
