/** Chinese numerals, ○ for the zero of years included. */
export const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** The number that Chinese numerals below ten thousand write: 一百二十, 三十, 两百, 百. */
export const numberOf = (text: string): number => {
  let total = 0
  let digit: number | undefined
  for (const numeral of text) {
    const unit = units[numeral]
    if (unit === undefined) digit = digits[numeral] ?? 0
    else {
      total += (digit ?? 1) * unit
      digit = undefined
    }
  }
  return total + (digit ?? 0)
}
