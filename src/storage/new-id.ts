const bytesOfId = 8
const idsAtOnce = 512
/** An import makes a hundred thousand ids: asking for chance takes longer than what is made of it. */
const chance = new Uint8Array(bytesOfId * idsAtOnce)
let used = chance.length

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** So many bytes by chance, in hex. */
const chanceOf = (from: number, to: number): string => {
  let text = ''
  for (let at = from; at < to; at += 1) text += hex[chance[at] ?? 0] ?? ''
  return text
}

const mostInMoment = 0xfff
let moment = 0
let counted = 0
let beginning = ''

/** A UUID v7: sorts by the time of its making, and behind those made before in the same millisecond. */
export const newId = (): string => {
  const now = Date.now()
  counted += 1
  if (now > moment || counted > mostInMoment) {
    moment = Math.max(now, moment + 1)
    counted = 0
    const time = moment.toString(16).padStart(12, '0')
    beginning = `${time.slice(0, 8)}-${time.slice(8)}-7`
  }
  if (used === chance.length) {
    crypto.getRandomValues(chance)
    used = 0
  }
  const at = used
  used += bytesOfId
  const variant = hex[((chance[at] ?? 0) & 0x3f) | 0x80] ?? ''
  const place = `${hex[counted >> 4] ?? ''}${(counted & 0xf).toString(16)}`
  return `${beginning}${place}-${variant}${chanceOf(at + 1, at + 2)}-${chanceOf(at + 2, at + bytesOfId)}`
}
