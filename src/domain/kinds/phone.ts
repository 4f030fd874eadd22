import type { PhoneField } from '../field'
import { blank, byCodeUnit, halfWidth, isBlankMark, isText, type Kind, parsed, tidy } from './kind'

const mobile = /^1[3-9]\d{9}$/u
const landline = /^0\d{2,3}-?\d{7,8}(?:-\d{1,6})?$/u

/** 138****8603, 023****8858: enough to recognise, not to call. */
export const maskPhone = (phone: string): string => {
  const head = mobile.test(phone)
    ? phone.slice(0, 3)
    : (/^0\d{2,3}(?=-)/u.exec(phone)?.[0] ?? phone.slice(0, 3))
  return phone.length < 8 ? '****' : `${head}****${phone.slice(-4)}`
}

export const phone: Kind<PhoneField, string> = {
  parse: (input) => {
    const source = halfWidth(tidy(input))
      .replace(/[\s()]/gu, '')
      .replace(/[—–－]/gu, '-')
      .replace(/^(?:\+?86-?)(?=1\d{10}$)/u, '')
    return isBlankMark(source) ? blank : parsed(source)
  },
  format: (value) => value,
  check: (value) =>
    mobile.test(value) || landline.test(value) ? [] : ['电话格式不对：手机为 11 位，座机写作 023-49801234。'],
  compare: byCodeUnit,
  accepts: isText,
}
