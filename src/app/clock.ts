import type { Clock } from '../storage/repository'

const two = (value: number): string => String(value).padStart(2, '0')

/** The clock of this computer; days are local days. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => {
    const now = new Date()
    return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  },
}
