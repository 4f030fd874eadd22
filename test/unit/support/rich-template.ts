import { zipOf } from './zip'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export interface RichOptions {
  /** Name of the sheet that is filled; formulas of others name it in quotes. */
  readonly sheet?: string
  /** Dates count from 1904, as old Excel for the Mac has it. */
  readonly from1904?: boolean
  /** The rows stand in a table of Excel's own (ListObject); otherwise a filter lies over them. */
  readonly table?: boolean
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const quoted = (sheet: string): string => escaped(`'${sheet.replaceAll("'", "''")}'`)

const text = (at: string, words: string): string => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`

/** Type of the relation, and where it leads. */
type Relation = readonly [id: string, type: string, target: string]
const relsOf = (relations: readonly Relation[]): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations
    .map(
      ([id, type, target]) => `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

/** Rows 1 to 3: heading, one row for data, totals; beside them all that Excel can put around such a table. */
const filledSheet = (isTable: boolean): string => {
  const rows = [
    `<row r="1">${text('A1', '服务日期')}${text('B1', '服务主题')}${text('C1', '服务时长')}</row>`,
    '<row r="2"><c r="A2" s="1"/><c r="B2"/><c r="C2"/></row>',
    `<row r="3">${text('A3', '合计')}<c r="C3"><f>SUM(C2:C2)</f><v>0</v></c></row>`,
  ]
  const x14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main'
  const xm = 'http://schemas.microsoft.com/office/excel/2006/main'
  const extensions = [
    `<ext xmlns:x14="${x14}" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="${xm}"><x14:cfRule type="dataBar" id="{00000000-000E-0000-0000-000001000000}"><x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule><xm:sqref>C2</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>`,
    `<ext xmlns:x14="${x14}" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations xmlns:xm="${xm}" count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>选项!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>B2</xm:sqref></x14:dataValidation></x14:dataValidations></ext>`,
  ]
  const after = [
    isTable ? '' : '<autoFilter ref="A1:C2"/>',
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    '<drawing r:id="rId1"/>',
    isTable ? '<tableParts count="1"><tablePart r:id="rId2"/></tableParts>' : '',
    `<extLst>${extensions.join('')}</extLst>`,
  ]
  return `${head}<worksheet xmlns="${main}" xmlns:r="${relationships}"><dimension ref="A1:C3"/><sheetData>${rows.join('')}</sheetData>${after.join('')}</worksheet>`
}

/** A chart over the data rows, drawn below the totals. */
const chartOf = (sheet: string): string => {
  const reference = (column: string): string => `${quoted(sheet)}!$${column}$2:$${column}$2`
  const axis = (kind: string, id: number, other: number, place: string): string =>
    `<c:${kind}><c:axId val="${String(id)}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${place}"/><c:crossAx val="${String(other)}"/></c:${kind}>`
  return `${head}<c:chartSpace xmlns:c="${drawing}/chart" xmlns:a="${drawing}/main"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>${reference('B')}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>${reference('C')}</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>${axis('catAx', 1, 2, 'b')}${axis('valAx', 2, 1, 'l')}</c:plotArea></c:chart></c:chartSpace>`
}

const drawingOf = (): string => {
  const corner = (kind: string, column: number, row: number): string =>
    `<xdr:${kind}><xdr:col>${String(column)}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${String(row)}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${kind}>`
  return `${head}<xdr:wsDr xmlns:xdr="${drawing}/spreadsheetDrawing" xmlns:a="${drawing}/main" xmlns:r="${relationships}"><xdr:twoCellAnchor>${corner('from', 0, 5)}${corner('to', 4, 15)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="图表 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${drawing}/chart"><c:chart xmlns:c="${drawing}/chart" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`
}

const table = `${head}<table xmlns="${main}" id="1" name="服务表" displayName="服务表" ref="A1:C3" totalsRowCount="1"><autoFilter ref="A1:C2"/><tableColumns count="3"><tableColumn id="1" name="服务日期" totalsRowLabel="合计"/><tableColumn id="2" name="服务主题"/><tableColumn id="3" name="服务时长" totalsRowFunction="sum"/></tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`

const styles = `${head}<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const typesOf = (isTable: boolean): string => {
  const sheets = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts: readonly (readonly [part: string, type: string])[] = [
    ['xl/workbook.xml', `${sheets}.sheet.main+xml`],
    ['xl/styles.xml', `${sheets}.styles+xml`],
    ['xl/worksheets/sheet1.xml', `${sheets}.worksheet+xml`],
    ['xl/worksheets/sheet2.xml', `${sheets}.worksheet+xml`],
    ['xl/drawings/drawing1.xml', 'application/vnd.openxmlformats-officedocument.drawing+xml'],
    ['xl/charts/chart1.xml', 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'],
    ...(isTable ? [['xl/tables/table1.xml', `${sheets}.table+xml`] as const] : []),
  ]
  return `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts
    .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
    .join('')}</Types>`
}

/** The parts of a form with a filter or a table, a chart, rules and lists of the newer kind, and a sheet that adds up. */
export const richParts = ({
  sheet = '服务',
  from1904 = false,
  table: isTable = false,
}: RichOptions = {}): Readonly<Record<string, string>> => {
  const filter = isTable
    ? ''
    : `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${quoted(sheet)}!$A$1:$C$2</definedName>`
  return {
    '[Content_Types].xml': typesOf(isTable),
    '_rels/.rels': relsOf([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relationships}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/><sheet name="选项" sheetId="2" r:id="rId2"/></sheets><definedNames>${filter}<definedName name="时长">${quoted(sheet)}!$C$2:$C$2</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': relsOf([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'worksheet', 'worksheets/sheet2.xml'],
      ['rId3', 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
    'xl/worksheets/sheet1.xml': filledSheet(isTable),
    'xl/worksheets/_rels/sheet1.xml.rels': relsOf([
      ['rId1', 'drawing', '../drawings/drawing1.xml'],
      ...(isTable ? [['rId2', 'table', '../tables/table1.xml'] as const] : []),
    ]),
    'xl/worksheets/sheet2.xml': `${head}<worksheet xmlns="${main}"><sheetData><row r="1">${text('A1', '主轴温升治理')}<c r="B1"><f>SUM(${quoted(sheet)}!C2:C2)</f><v>0</v></c></row><row r="2">${text('A2', '菌种筛选')}</row></sheetData></worksheet>`,
    'xl/drawings/drawing1.xml': drawingOf(),
    'xl/drawings/_rels/drawing1.xml.rels': relsOf([['rId1', 'chart', '../charts/chart1.xml']]),
    'xl/charts/chart1.xml': chartOf(sheet),
    ...(isTable ? { 'xl/tables/table1.xml': table } : {}),
  }
}

export const richTemplate = (options: RichOptions = {}): Uint8Array => zipOf(richParts(options))
