import { Select } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import type { MonthTally, Store } from '../../storage/store'
import { PictureFrame } from '../../ui/chart/picture-frame'
import { needsPicture } from './needs-picture'
import type { ShowRecords } from './picture-rows'
import { servicesPicture, usualYear, yearsOf } from './services-picture'
import type { HomeFigures } from './use-home-figures'

interface HomePicturesProps {
  readonly store: Store
  readonly district: string | undefined
  readonly today: string
  /** The numbers of the page: pictures come after them, and are counted anew with them. */
  readonly figures: HomeFigures
  readonly hasSampleServices: boolean
  readonly onRegister: ShowRecords
}

/** Where the needs stand, and how the services went; each bar opens exactly its records. */
export const HomePictures = (props: HomePicturesProps) => {
  const { figures, onRegister } = props
  const needs = useMemo(() => needsPicture(figures.stages, onRegister), [figures, onRegister])
  return (
    <div className="home-panels">
      <PictureFrame picture={needs} />
      <ServicesPicture {...props} />
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
