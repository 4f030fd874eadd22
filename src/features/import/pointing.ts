import type { Correction } from '../../workbook/understand/found'

/** What was pointed at before, with one thing more; what it contradicts is forgotten. */
export const withPointed = (before: readonly Correction[], next: Correction): readonly Correction[] => [
  ...before.filter((known) => !contradicts(known, next)),
  next,
]

const isHeading = ({ kind }: Correction): boolean => kind === 'heading' || kind === 'noHeading'

const contradicts = (known: Correction, next: Correction): boolean => {
  if (known.sheet !== next.sheet) return false
  if (isHeading(known) && isHeading(next)) return true
  // Another shape makes whatever was said about headings and rows void.
  if (next.kind === 'shape') return known.kind !== 'sheet'
  if (known.kind === 'shape' && isHeading(next)) return true
  if (known.kind !== next.kind) return false
  return known.kind === 'row' && next.kind === 'row' ? known.row === next.row : true
}
