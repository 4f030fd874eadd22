import type { SheetGrid } from '../workbook/grid'
import type { Cell } from '../workbook/model'
import { type OfficePackage, openPackage, relationsOf, repack } from './package-edit'
import { readWorkbook } from './read'
import {
  type Insertion,
  mentions,
  shiftAreas,
  shiftFormula,
  shiftPlace,
  spansSheets,
  translateFormula,
} from './shift-refs'
import {
  type CellXml,
  formulaIn,
  mapFormulas,
  parseSheet,
  type RowXml,
  type SheetXml,
  sheetText,
  styleOfCell,
  withFormula,
  withOwnFormulas,
} from './sheet-xml'
import { type DateStyles, dateStyles, filledCell, sharedTexts, textOfCell } from './template-cells'
import { attributeOf, changeAttribute, changeText } from './xml-text'

/** A workbook of somebody else that is to be filled, with nothing of it lost. */
export interface Template {
  readonly parts: OfficePackage
  readonly grids: readonly SheetGrid[]
  /** Names of sheets and the parts that hold them, in their order. */
  readonly sheets: ReadonlyMap<string, string>
}

export interface TemplateRefusal {
  readonly ok: false
  readonly message: string
  readonly advice: string
}

export type OpenedTemplate = { readonly ok: true; readonly template: Template } | TemplateRefusal

/** The rows of a sheet into which records go. Rows count from 0, both ends included. */
export interface TemplatePlace {
  readonly sheet: string
  readonly first: number
  readonly last: number
}

export interface Filling {
  readonly place: TemplatePlace
  /** Columns that are written; all others keep what the first row has: formulas, fixed texts. */
  readonly columns: readonly number[]
  /** `rows[r][i]` goes into `columns[i]`. */
  readonly rows: readonly (readonly Cell[])[]
  /** What a single cell says instead of its text; undefined leaves it as it is. */
  readonly textFor: (text: string) => Cell | undefined
}

const refuse = (message: string, advice: string): TemplateRefusal => ({ ok: false, message, advice })

const asPlain = '请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（.xlsx）”，再选择另存的文件。'
const workbookPart = 'xl/workbook.xml'
const chainPart = 'xl/calcChain.xml'

/** Opens a template; what cannot be filled without loss is refused with the reason. */
export const openTemplate = async (bytes: Uint8Array, name: string): Promise<OpenedTemplate> => {
  const read = await readWorkbook(bytes, name)
  if (!read.ok) return refuse(read.message, read.advice)
  const parts = bytes[0] === 0x50 && bytes[1] === 0x4b ? await openPackage(bytes) : undefined
  const workbook = parts?.text(workbookPart)
  if (parts === undefined || workbook === undefined)
    return refuse(`“${name}”不是 .xlsx 格式的模板。`, asPlain)
  if (parts.names.some((part) => part.endsWith('vbaProject.bin')))
    return refuse(`“${name}”带有宏，填报时宏不能保证还能用。`, `${asPlain}（另存时选择不保留宏）`)
  if (parts.names.some((part) => part.startsWith('_xmlsignatures/')))
    return refuse(`“${name}”带有数字签名，填写以后签名会失效。`, '请向上级索取没有数字签名的模板。')
  if (parts.names.some((part) => part.includes('/pivotTables/') || part.includes('/pivotCache/')))
    return refuse(
      `“${name}”里有数据透视表，插入行以后它的数据范围不能保证正确。`,
      '请在 Excel 或 WPS 中删除数据透视表，另存后再选择；填好以后可以重新插入。',
    )
  const relations = new Map(relationsOf(parts, workbookPart).map(({ id, part }) => [id, part]))
  const sheets = new Map(
    [...workbook.matchAll(/<sheet\b([^>]*)>/gu)].flatMap(([, attributes = '']) => {
      const part = relations.get(attributeOf(attributes, 'r:id') ?? '')
      return part === undefined ? [] : [[attributeOf(attributes, 'name') ?? '', part] as const]
    }),
  )
  if (sheets.size === 0) return refuse(`“${name}”的写法特别，认不出里面的工作表。`, asPlain)
  return { ok: true, template: { parts, grids: read.sheets, sheets } }
}

const sheetOf = ({ parts, sheets }: Template, name: string): SheetXml | undefined => {
  const xml = parts.text(sheets.get(name) ?? '')
  return xml === undefined ? undefined : parseSheet(xml)
}

const drawnBelow = (parts: OfficePackage, sheetPart: string, last: number): boolean =>
  relationsOf(parts, sheetPart).some(({ type, part }) => {
    if (type !== 'comments' && type !== 'threadedComment') return false
    const xml = parts.text(part) ?? ''
    return [...xml.matchAll(/<(?:comment|threadedComment)\b[^>]*\sref="[A-Z]+(\d+)"/gu)].some(
      ([, row]) => Number(row) - 1 >= last,
    )
  })

/** Why a sheet cannot be filled in this place; undefined when it can. */
export const obstacleAt = (template: Template, place: TemplatePlace): TemplateRefusal | undefined => {
  const { parts, sheets } = template
  const own = sheetOf(template, place.sheet)
  const at = `工作表“${place.sheet}”`
  if (own === undefined) return refuse(`${at}的写法特别，不能填写。`, asPlain)
  if (/<sheetProtection\b[^>]*\ssheet="(?:1|true)"/u.test(own.tail))
    return refuse(
      `${at}设有保护，不能改动。`,
      '请在 Excel 或 WPS 中点“审阅—撤消工作表保护”，另存后再选择；密码请向上级索取。',
    )
  if (/<(?:oleObjects|controls)\b/u.test(own.tail))
    return refuse(`${at}里有控件或嵌入的对象，插入行后位置不能保证正确。`, '请删除它们，另存后再选择。')
  const special = own.rows.some(({ cells }) =>
    cells.some(({ content }) =>
      ['array', 'dataTable'].includes(attributeOf(formulaIn(content)?.attributes ?? '', 't') ?? ''),
    ),
  )
  if (special)
    return refuse(`${at}里有数组公式或模拟运算表，插入行后不能保证正确。`, '请改为普通公式，另存后再选择。')
  if (drawnBelow(parts, sheets.get(place.sheet) ?? '', place.first))
    return refuse(`${at}在数据行或以下有批注，插入行后会错位。`, '请删除这些批注或移到表头上，另存后再选择。')
  const spans = [...sheets.keys()].some((name) =>
    sheetOf(template, name)?.rows.some(({ cells }) =>
      cells.some(({ content }) => spansSheets(formulaIn(content)?.text ?? '')),
    ),
  )
  if (spans)
    return refuse('模板里有跨多个工作表的公式（如 一月:三月!A1）。', '请改为逐表相加，另存后再选择。')
  return undefined
}

/** Columns in which the first row to be filled has a formula: it is kept and copied down. */
export const formulaColumns = (template: Template, { sheet, first }: TemplatePlace): readonly number[] =>
  (rowAt(sheetOf(template, sheet), first)?.cells ?? []).flatMap(({ column, content }) =>
    formulaIn(content) === undefined ? [] : [column],
  )

const rowAt = (sheet: SheetXml | undefined, row: number): RowXml | undefined =>
  sheet?.rows.find((candidate) => candidate.row === row)

/** How many rows from `first` on were made for data: blank ones, in the look of the first. */
export const preparedRows = (
  template: Template,
  name: string,
  first: number,
  isData: (row: number) => boolean,
): number => {
  const sheet = sheetOf(template, name)
  const look = rowAt(sheet, first)?.cells.map(styleOfCell).join()
  let count = 0
  while (
    isData(first + count) ||
    (count === 0 ? isBlank(rowAt(sheet, first)) : isAlike(rowAt(sheet, first + count), look))
  )
    count += 1
  return count
}

const isBlank = (row: RowXml | undefined): boolean =>
  row === undefined || row.cells.every(({ content }) => content === '' || content.includes('<f'))

const isAlike = (row: RowXml | undefined, look: string | undefined): boolean =>
  row !== undefined &&
  look !== undefined &&
  look !== '' &&
  isBlank(row) &&
  row.cells.map(styleOfCell).join() === look

/** The texts of a sheet's cells outside the rows to be filled. */
export const singleTexts = (template: Template, place: TemplatePlace): readonly string[] => {
  const shared = sharedTexts(template.parts.text('xl/sharedStrings.xml') ?? '')
  return (sheetOf(template, place.sheet)?.rows ?? [])
    .filter(({ row }) => row < place.first || row > place.last)
    .flatMap(({ cells }) => cells.flatMap((cell) => textOfCell(cell, shared) ?? []))
}

/** The template with the rows filled in; whatever does not have to change keeps its bytes. */
export const fillTemplate = async (template: Template, filling: Filling): Promise<Uint8Array> => {
  const { parts, sheets } = template
  const { place, rows } = filling
  const own = sheetOf(template, place.sheet)
  if (own === undefined) throw new Error('A template is filled only after obstacleAt let it pass.')
  const workbook = parts.text(workbookPart) ?? ''
  const insertion: Insertion = {
    below: place.last,
    count: Math.max(0, rows.length - (place.last - place.first + 1)),
  }
  const ownPart = sheets.get(place.sheet) ?? ''
  const changed = new Map<string, string | undefined>()
  const shared = sharedTexts(parts.text('xl/sharedStrings.xml') ?? '')
  const dates = dateStyles(parts.text('xl/styles.xml') ?? '', workbook)
  changed.set(ownPart, sheetText(filledSheet(own, filling, insertion, shared, dates)))
  for (const [name, text] of otherSheets(template, filling, insertion, shared, dates)) changed.set(name, text)
  for (const [name, text] of shiftedParts(parts, ownPart, place, insertion)) changed.set(name, text)
  changed.set(workbookPart, shiftedWorkbook(workbook, place.sheet, insertion))
  if (parts.names.includes(chainPart)) {
    changed.set(chainPart, undefined)
    for (const list of ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels'])
      changed.set(
        list,
        (parts.text(list) ?? '').replace(/<(?:Override|Relationship)\b[^>]*calcChain\.xml"[^>]*\/>/gu, ''),
      )
  }
  return repack(parts, changed)
}

const filledSheet = (
  sheet: SheetXml,
  { place, columns, rows, textFor }: Filling,
  insertion: Insertion,
  shared: readonly string[],
  dates: DateStyles,
): SheetXml => {
  const { first, last } = place
  const moved = mapFormulas(withOwnFormulas(sheet), ({ text }, row) =>
    shiftFormula(text, insertion, {
      sheet: place.sheet,
      isOwn: true,
      inDataRow: row >= first && row <= last,
    }),
  )
  const model = rowAt(moved, first) ?? { row: first, attributes: '', cells: [] }
  const at = new Map(columns.map((column, index) => [column, index]))
  const prepared = Array.from({ length: Math.max(rows.length, last - first + 1) }, (_, index): RowXml => {
    const row = first + index
    const known = row <= last ? rowAt(moved, row) : undefined
    const base = known ?? copied(model, index)
    return { ...base, row, cells: filledCells(base, model, rows[index], at, dates) }
  })
  const rest = (from: readonly RowXml[]): readonly RowXml[] =>
    from.map((row) => replaceTexts(row, textFor, shared, dates))
  return {
    head: changeAttribute(sheet.head, 'dimension', 'ref', (ref) => shiftAreas(ref, insertion)),
    rows: [
      ...rest(moved.rows.filter(({ row }) => row < first)),
      ...prepared,
      ...rest(moved.rows.filter(({ row }) => row > last)).map((row) => ({
        ...row,
        row: row.row + insertion.count,
      })),
    ],
    tail: shiftedTail(sheet.tail, place, insertion),
  }
}

/** The first row again, so many rows further down: its look, its formulas and its fixed texts. */
const copied = (model: RowXml, rows: number): RowXml => ({
  ...model,
  cells: model.cells.map((cell) => {
    const formula = formulaIn(cell.content)
    return formula === undefined ? cell : withFormula(cell, translateFormula(formula.text, rows))
  }),
})

const filledCells = (
  base: RowXml,
  model: RowXml,
  values: readonly Cell[] | undefined,
  at: ReadonlyMap<number, number>,
  dates: DateStyles,
): readonly CellXml[] => {
  const cells = new Map(base.cells.map((cell) => [cell.column, cell]))
  for (const [column, index] of at) {
    const known = cells.get(column) ?? model.cells.find((cell) => cell.column === column)
    const style = known === undefined ? 0 : styleOfCell(known)
    cells.set(column, filledCell(column, style, values?.[index] ?? null, dates))
  }
  return [...cells.values()].sort((a, b) => a.column - b.column)
}

const replaceTexts = (
  row: RowXml,
  textFor: Filling['textFor'],
  shared: readonly string[],
  dates: DateStyles,
): RowXml => ({
  ...row,
  cells: row.cells.map((cell) => {
    const text = textOfCell(cell, shared)
    const next = text === undefined ? undefined : textFor(text)
    return next === undefined ? cell : filledCell(cell.column, styleOfCell(cell), next, dates)
  }),
})

/** Merges, validations, conditional formats, links, filters, breaks: all that names cells behind the rows. */
const shiftedTail = (tail: string, place: TemplatePlace, insertion: Insertion): string => {
  const formula = (text: string): string => shiftFormula(text, insertion, { sheet: place.sheet, isOwn: true })
  const areas = (text: string): string => shiftAreas(text, insertion)
  const moved = [
    (xml: string) => changeAttribute(xml, 'mergeCell|hyperlink', 'ref', (ref) => shiftPlace(ref, insertion)),
    (xml: string) => changeAttribute(xml, 'autoFilter|sortState|sortCondition', 'ref', areas),
    (xml: string) =>
      changeAttribute(
        xml,
        'conditionalFormatting|dataValidation|ignoredError|protectedRange',
        'sqref',
        areas,
      ),
    (xml: string) => changeAttribute(xml, 'hyperlink', 'location', formula),
    (xml: string) => changeText(xml, 'formula|formula1|formula2|xm:f', formula),
    (xml: string) => changeText(xml, 'xm:sqref', areas),
    (xml: string) =>
      xml.replace(/<rowBreaks\b[\s\S]*?<\/rowBreaks>/gu, (breaks) =>
        changeAttribute(breaks, 'brk', 'id', (id) =>
          Number(id) > place.last ? String(Number(id) + insertion.count) : id,
        ),
      ),
  ].reduce((xml, change) => change(xml), tail)
  return withRowMerges(moved, place, insertion)
}

/** Cells that the first row merges are merged in the rows put in, too. */
const withRowMerges = (tail: string, { first, last }: TemplatePlace, { count }: Insertion): string => {
  const row = String(first + 1)
  const inRow = [...tail.matchAll(/<mergeCell\b[^>]*\sref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/gu)].filter(
    ([, , from, , to]) => from === row && to === row,
  )
  if (inRow.length === 0 || count === 0) return tail
  const added = Array.from({ length: count }, (_, index) => {
    const at = String(last + 2 + index)
    return inRow
      .map(([, left = '', , right = '']) => `<mergeCell ref="${left}${at}:${right}${at}"/>`)
      .join('')
  }).join('')
  return tail
    .replace(
      /(<mergeCells\b[^>]*?)\scount="(\d+)"/u,
      (_, before: string, known: string) =>
        `${before} count="${String(Number(known) + inRow.length * count)}"`,
    )
    .replace('</mergeCells>', `${added}</mergeCells>`)
}

/** Sheets that look at the filled one, and those that look at them: their results are worked out anew. */
const otherSheets = (
  template: Template,
  { place, textFor }: Filling,
  insertion: Insertion,
  shared: readonly string[],
  dates: DateStyles,
): readonly (readonly [part: string, text: string])[] => {
  const others = [...template.sheets].filter(([name]) => name !== place.sheet)
  const stale = staleSheets(template, place.sheet)
  return others.flatMap(([name, part]): readonly (readonly [string, string])[] => {
    const xml = template.parts.text(part) ?? ''
    const sheet = parseSheet(xml)
    const formula = (text: string): string =>
      shiftFormula(text, insertion, { sheet: place.sheet, isOwn: false })
    if (sheet === undefined) return []
    const moved = stale.has(name) ? mapFormulas(withOwnFormulas(sheet), ({ text }) => formula(text)) : sheet
    const placeholders = (text: string): Cell | undefined => (text.includes('{{') ? textFor(text) : undefined)
    const isFilled = sheet.rows.some(({ cells }) =>
      cells.some((cell) => placeholders(textOfCell(cell, shared) ?? '') !== undefined),
    )
    const tail = [
      (text: string) => changeText(text, 'formula|formula1|formula2|xm:f', formula),
      (text: string) => changeAttribute(text, 'hyperlink', 'location', formula),
    ].reduce((text, change) => change(text), sheet.tail)
    if (!isFilled && !stale.has(name))
      return tail === sheet.tail ? [] : [[part, xml.slice(0, xml.length - sheet.tail.length) + tail]]
    const rows = moved.rows.map((row) => replaceTexts(row, placeholders, shared, dates))
    return [[part, sheetText({ head: sheet.head, rows, tail })]]
  })
}

const staleSheets = (template: Template, filled: string): ReadonlySet<string> => {
  const formulas = new Map(
    [...template.sheets.keys()].map((name) => [
      name,
      (sheetOf(template, name)?.rows ?? []).flatMap(({ cells }) =>
        cells.flatMap(({ content }) => formulaIn(content)?.text ?? []),
      ),
    ]),
  )
  const stale = new Set([filled])
  for (let before = 0; before !== stale.size;) {
    before = stale.size
    for (const [name, own] of formulas)
      if ([...stale].some((known) => own.some((formula) => mentions(formula, known)))) stale.add(name)
  }
  stale.delete(filled)
  return stale
}

/** Pictures, tables and charts that stand by the rows or count over them. */
const shiftedParts = (
  parts: OfficePackage,
  ownPart: string,
  { sheet }: TemplatePlace,
  insertion: Insertion,
): readonly (readonly [part: string, text: string])[] => {
  const related = relationsOf(parts, ownPart)
  const of = (type: string): readonly string[] =>
    related.filter((one) => one.type === type).map(({ part }) => part)
  const charts = parts.names.filter((name) => /^xl\/charts\/chart[^/]*\.xml$/u.test(name))
  const changes: readonly (readonly [string, (xml: string) => string])[] = [
    ...of('drawing').map((part) => [part, (xml: string) => shiftedDrawing(xml, insertion)] as const),
    ...of('table').map((part) => [part, (xml: string) => shiftedTable(xml, sheet, insertion)] as const),
    ...charts.map(
      (part) =>
        [
          part,
          (xml: string) =>
            changeText(xml, 'c:f', (text) => shiftFormula(text, insertion, { sheet, isOwn: false })),
        ] as const,
    ),
  ]
  return changes.flatMap(([part, change]) => {
    const xml = parts.text(part) ?? ''
    const next = change(xml)
    return next === xml ? [] : [[part, next] as const]
  })
}

const shiftedDrawing = (xml: string, { below, count }: Insertion): string =>
  xml.replace(
    /<(\w+:)?(?:twoCellAnchor|oneCellAnchor)\b[\s\S]*?<\/\1?(?:twoCellAnchor|oneCellAnchor)>/gu,
    (anchor) => {
      const start = Number(/<(?:\w+:)?row>(\d+)</u.exec(anchor)?.[1] ?? 0)
      const keepsSize = /^<[^>]*editAs="(?:oneCell|absolute)"/u.test(anchor)
      if (start <= below && keepsSize) return anchor
      return anchor.replace(
        /(<(?:\w+:)?row>)(\d+)(<)/gu,
        (whole, open: string, row: string, close: string) =>
          Number(row) > below ? `${open}${String(Number(row) + count)}${close}` : whole,
      )
    },
  )

const shiftedTable = (xml: string, sheet: string, insertion: Insertion): string =>
  changeText(
    changeAttribute(xml, 'table|autoFilter|sortState|sortCondition', 'ref', (ref) =>
      shiftAreas(ref, insertion),
    ),
    'calculatedColumnFormula|totalsRowFormula',
    (text) => shiftFormula(text, insertion, { sheet, isOwn: true }),
  )

/** Names and print areas go along, and whoever opens the file works the formulas out first. */
const shiftedWorkbook = (xml: string, sheet: string, insertion: Insertion): string => {
  const named = changeText(xml, 'definedName', (text) =>
    shiftFormula(text, insertion, { sheet, isOwn: false }),
  )
  const known = /<calcPr\b[^>]*?\/?>/u.exec(named)?.[0]
  if (known !== undefined) {
    const bare = known.replace(/\sfullCalcOnLoad="[^"]*"/u, '')
    return named.replace(known, bare.replace('<calcPr', '<calcPr fullCalcOnLoad="1"'))
  }
  const after = ['</definedNames>', '<definedNames/>', '</externalReferences>', '</sheets>'].find((end) =>
    named.includes(end),
  )
  return after === undefined ? named : named.replace(after, `${after}<calcPr fullCalcOnLoad="1"/>`)
}
