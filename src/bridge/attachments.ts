/** What may be kept as a file of a record. Apart from the channels, so that whoever needs the list carries no parsers. */

/** Bytes. */
export const largestAttachment = 50 * 1024 * 1024

/** Bytes of a file that the program itself makes: a report of a whole city, and the records behind it. */
export const largestMade = 1024 * 1024 * 1024

/** Bytes that the window hands over at once: more would keep it from drawing. */
export const largestPart = 1024 * 1024

const office = 'application/vnd.openxmlformats-officedocument'

/** Kinds of file by their extension, with the MIME type that records keep. Nothing that a system would run. */
export const attachmentTypes: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['ofd', 'application/ofd'],
  ['doc', 'application/msword'],
  ['docx', `${office}.wordprocessingml.document`],
  ['xls', 'application/vnd.ms-excel'],
  ['xlsx', `${office}.spreadsheetml.sheet`],
  ['ppt', 'application/vnd.ms-powerpoint'],
  ['pptx', `${office}.presentationml.presentation`],
  ['wps', 'application/wps-office.wps'],
  ['et', 'application/wps-office.et'],
  ['dps', 'application/wps-office.dps'],
  ['txt', 'text/plain'],
  ['csv', 'text/csv'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['bmp', 'image/bmp'],
  ['heic', 'image/heic'],
  ['mp4', 'video/mp4'],
  ['mp3', 'audio/mpeg'],
  ['zip', 'application/zip'],
  ['gz', 'application/gzip'],
  ['rar', 'application/vnd.rar'],
  ['7z', 'application/x-7z-compressed'],
])

/** In lower case, without the dot; empty for a name that has none. */
export const extensionOf = (name: string): string => /[^.]\.([^.]*)$/u.exec(name)?.[1]?.toLowerCase() ?? ''
