import type { Store } from '../../storage/store'
import type { OwnWorkbook } from '../../workbook/meta'
import { type FoundTable, textsAbove } from '../../workbook/understand/found'
import { isOwnTable } from './plan/returned-rows'

/** Why a workbook that this program wrote cannot be brought back at all; undefined where it can, or is not ours. */
export const refusalOf = (
  name: string,
  own: OwnWorkbook | undefined,
): { readonly message: string; readonly advice: string } | undefined => {
  const report = own?.facts.report
  if (own === undefined || own.trouble !== undefined || report === undefined || own.records.length > 0)
    return undefined
  return {
    message: `“${name}”是本程序生成的报表 ${report}，表里的一行不是一条记录，改了也不能导回。`,
    advice: `${whereToMend[report] ?? '请在相应的列表中更正'}，再重新生成报表。一行一条记录的报表（R03、R04、R05、R07、R09、R10、R11 和自定义报表）和各列表导出的表格，改好后可以导回来。`,
  }
}

/** By report, where what its rows say is kept: parts of records, which have no number of their own. */
const whereToMend: Readonly<Record<string, string>> = {
  R12: '这张表一行是走访时提出的一个问题：请在“调研走访”中按走访日期和走访对象找到那次走访，在“问题与诉求”里更正',
}

/** What is wrong with a workbook of our own, before anything of it is taken: each a sentence with what to do. */
export const ownWarnings = async (
  own: OwnWorkbook | undefined,
  tables: readonly FoundTable[],
  store: Store,
): Promise<readonly string[]> => {
  if (own === undefined) return []
  if (own.trouble !== undefined) return [troubles[own.trouble]]
  const table = tables.find((candidate) => isOwnTable(own, candidate))
  if (table === undefined) return []
  const above = textsAbove(table).join('\n')
  return [
    ...changed('填报单位', saidAbove(above, /填报单位(?:（盖章）)?[:：]([^\n　]*)/u), own.facts.unit),
    ...changed('所属期', saidAbove(above, /所属期[:：]([^\n　]*)/u), own.facts.period),
    ...((await isForeign(own, store)) ? [foreign(own.facts.unit)] : []),
  ]
}

const troubles: Readonly<Record<NonNullable<OwnWorkbook['trouble']>, string>> = {
  altered:
    '这份表是本程序导出的，但里面隐藏的工作表 _meta 被改动过，认不出各行原来是哪条记录，只能按普通台账核对。请看清“新增”和“变更”再导入；要按记录改回，请重新导出一份再改。',
  newer:
    '这份表是新版本的程序导出的，本版本认不出各行原来是哪条记录，只能按普通台账核对。请看清“新增”和“变更”再导入，或先升级程序。',
}

const saidAbove = (above: string, pattern: RegExp): string | undefined => pattern.exec(above)?.[1]?.trim()

const changed = (what: string, said: string | undefined, noted: string | undefined): readonly string[] =>
  said === undefined || noted === undefined || said === noted
    ? []
    : [
        `表上的${what}写的是“${said}”，导出时是“${noted}”。行里的记录仍是${what}为“${noted}”的那些，请确认没有拿错文件，也没有在旧表上改成新表。`,
      ]

/** So many are looked for: whose file it is shows in the first of them. */
const sought = 200

const isForeign = async ({ facts, records }: OwnWorkbook, store: Store): Promise<boolean> => {
  const ids = records.slice(0, sought).map(({ id }) => id)
  const { register } = facts
  return register !== undefined && (await store.getMany(register, ids)).length === 0
}

const foreign = (unit = ''): string =>
  `这份表是${unit === '' ? '别的电脑' : `“${unit}”`}导出的，表里的记录本机一条也没有，导入时会全部作为新增。区县报来的数据请用“汇总”并入，就不会重复。`
