/**
 * A block of cells on the clipboard, as Excel and WPS write it: columns parted by tabs, rows by line breaks, a cell with
 * either of them in quotes (P: text/plain and text/html of both programs).
 */
export type CellBlock = readonly (readonly string[])[]

/** Rows and columns that are taken from one paste. */
export const mostPasted = { rows: 20_000, columns: 200 } as const

/** The cells of a text; ragged rows stay ragged, the empty line at the end is none. Never fails. */
export const readBlock = (text: string): CellBlock => {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : undefined
    const end = quoted?.end ?? endOfCell(text, at)
    row.push(quoted?.cell ?? text.slice(at, end))
    if (text[end] === '\t') {
      at = end + 1
      // A tab at the very end stands before an empty cell.
      if (at === text.length) row.push('')
      continue
    }
    rows.push(row)
    row = []
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
  }
  if (row.length > 0) rows.push(row)
  return rows
}

const endOfCell = (text: string, from: number): number => {
  let end = from
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end += 1
  return end
}

/** A quoted cell ends at a single quote before a tab, a line break or the end; otherwise the quote is a plain sign. */
const readQuoted = (
  text: string,
  from: number,
): { readonly cell: string; readonly end: number } | undefined => {
  let cell = ''
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') {
      cell += text[at] ?? ''
      continue
    }
    if (text[at + 1] === '"') {
      cell += '"'
      at += 1
      continue
    }
    const end = at + 1
    const isEnd = end === text.length || ['\t', '\n', '\r'].includes(text[end] ?? '')
    return isEnd ? { cell: cell.replaceAll('\r\n', '\n'), end } : undefined
  }
  return undefined
}

/** The same block as text for any program and as a table for those that keep numbers and texts apart. */
export const writeBlock = (block: CellBlock): { readonly text: string; readonly html: string } => ({
  text: block.map((row) => row.map(quotedIfNeeded).join('\t')).join('\r\n'),
  html: `<table>${block.map((row) => `<tr>${row.map(htmlCell).join('')}</tr>`).join('')}</table>`,
})

const quotedIfNeeded = (cell: string): string =>
  /[\t\n\r]|^"/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

/** Written as text: codes keep their zeros and their last digits. */
const htmlCell = (cell: string): string =>
  `<td style="mso-number-format:'\\@'">${cell
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>')}</td>`
