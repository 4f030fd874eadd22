const two = (value: number): string => String(value).padStart(2, '0')

/** 2021-04-08, by the clock of this machine. */
export const localDay = (at: Date): string =>
  `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

/** 2021-04-08 093005, which every file system takes as a name. */
export const localStamp = (at: Date): string =>
  `${localDay(at)} ${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`
