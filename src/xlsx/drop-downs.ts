import type { Template, TemplatePlace } from './fill-template'
import { columnIndex } from './shift-refs'
import { attributeOf, unescapeXml } from './xml-text'

/**
 * What the drop-down of a column offers in the first row to be filled; undefined where there is none, or where its choices
 * are computed or have a name.
 */
export const choicesAt = (
  template: Template,
  { sheet, first }: TemplatePlace,
  column: number,
): ReadonlySet<string> | undefined => {
  const xml = template.parts.text(template.sheets.get(sheet) ?? '') ?? ''
  const own = [...xml.matchAll(validation)].find(
    ([, attributes = '', content = '']) =>
      attributeOf(attributes, 'type') === 'list' && covers(areasOf(attributes, content), first, column),
  )
  const formula = /<(?:formula1|xm:f)\b[^>]*>([^<]+)</u.exec(own?.[2] ?? '')?.[1]
  const offered = formula === undefined ? undefined : choicesOf(template, sheet, unescapeXml(formula).trim())
  return offered === undefined || offered.length === 0 ? undefined : new Set(offered)
}

/** Those of Excel 2010 and later, whose choices may stand on another sheet, are written in a place of their own. */
const validation = /<(?:x14:)?dataValidation\b([^>]*)(?<!\/)>([\s\S]*?)<\/(?:x14:)?dataValidation>/gu

const areasOf = (attributes: string, content: string): string =>
  attributeOf(attributes, 'sqref') ?? /<xm:sqref>([^<]*)</u.exec(content)?.[1] ?? ''

const area = /^\$?([A-Z]{1,3})\$?(\d{0,7})(?::\$?([A-Z]{1,3})\$?(\d{0,7}))?$/u

interface Corners {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const lastRow = 1_048_575

const cornersOf = (text: string): Corners | undefined => {
  const found = area.exec(text)
  if (found === null) return undefined
  const [, left = '', top = '', right = left, bottom = top] = found
  return {
    left: columnIndex(left),
    right: columnIndex(right),
    top: top === '' ? 0 : Number(top) - 1,
    bottom: bottom === '' ? lastRow : Number(bottom) - 1,
  }
}

const covers = (areas: string, row: number, column: number): boolean =>
  areas.split(/\s+/u).some((one) => {
    const corners = cornersOf(one)
    if (corners === undefined) return false
    const { left, right, top, bottom } = corners
    return column >= left && column <= right && row >= top && row <= bottom
  })

const choicesOf = ({ grids }: Template, sheet: string, formula: string): readonly string[] | undefined => {
  const listed = /^"([^"]*)"$/u.exec(formula)?.[1]
  if (listed !== undefined) return listed.split(',').map((choice) => choice.trim())
  const [, quoted, plain, place = ''] = /^(?:(?:'([^']+)'|([^'!]+))!)?([^!]+)$/u.exec(formula) ?? []
  const corners = cornersOf(place)
  const grid = grids.find(({ name }) => name === (quoted ?? plain ?? sheet))
  if (corners === undefined || grid === undefined) return undefined
  return grid.rows
    .slice(corners.top, corners.bottom + 1)
    .flatMap((row) => row.slice(corners.left, corners.right + 1))
    .flatMap((cell) => (cell === null ? [] : [String(cell).trim()]))
}
