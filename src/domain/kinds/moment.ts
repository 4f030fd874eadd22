import type { MomentField } from '../field'
import { beijingMoment, isDay, readWrittenDate, isoDay } from './date'
import {
  blank,
  byCodeUnit,
  halfWidth,
  isBlankMark,
  isText,
  type Kind,
  parsed,
  tidy,
  unreadable,
} from './kind'

/** The ISO instant of a day and a time of day (`12:00`) in Chinese time. */
export const instantAt = (day: string, time: string): string =>
  new Date(Date.parse(`${day}T${time.padStart(5, '0')}:00+08:00`)).toISOString()

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})$/u
const timeOfDay = /(?:T|\s|日|号)((?:[01]?\d|2[0-3])[:：][0-5]\d)(?::[0-5]\d)?$/u

const isInstant = (value: string): boolean =>
  instant.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))

/** Values are ISO instants; people read and write minutes in Chinese time. */
export const moment: Kind<MomentField, string> = {
  parse: (input, _field, hints) => {
    const source = halfWidth(tidy(input))
    if (isBlankMark(source)) return blank
    if (isInstant(source)) return parsed(new Date(Date.parse(source)).toISOString())
    const time = timeOfDay.exec(source)?.[1]
    const day = readWrittenDate(source, hints)
    const value = day.ok ? day.value : undefined
    if (value?.month === undefined || value.day === undefined || time === undefined)
      return unreadable(`“${tidy(input)}”不是时间，可写作 2021-05-03 12:00`)
    return parsed(instantAt(isoDay(value.year, value.month, value.day), time))
  },
  format: (value) => (isInstant(value) ? beijingMoment(value) : value),
  check: (value) => (isInstant(value) ? [] : ['不是有效时间，请写作 2021-05-03 12:00。']),
  compare: byCodeUnit,
  accepts: isText,
}
