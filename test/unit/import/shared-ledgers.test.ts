import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ChildRow, textIn, type Values } from '../../../src/domain/field'
import { creditCodeFault } from '../../../src/domain/kinds/credit-code'
import type { LedgerRecord } from '../../../src/domain/record'
import { openFile, startDesk, usualChoices } from '../support/import-desk'

const folder = new URL('../../fixtures/ledgers/', import.meta.url)

interface Expected {
  readonly date: string
  readonly org: string
  readonly code: string
  readonly title: string
  readonly category: string
  readonly budget_wan: number | null
  readonly expect: string
  readonly contact: string
  readonly name: string
  readonly founded: string
  readonly lead: string
  readonly phone: string
  readonly topic: string
  readonly members: Readonly<Record<string, readonly string[]>>
}

const expectedOf = (file: string): readonly Expected[] =>
  (
    JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Readonly<
      Record<string, readonly Expected[]>
    >
  )[file] ?? []

/** Imported as guessed, without a click. */
const importAsGuessed = async (file: string, register: string) => {
  const desk = await startDesk()
  const opened = await openFile(desk, new Uint8Array(readFileSync(new URL(file, folder))), file)
  expect(opened.tables.map((table) => table.register)).toEqual([register])
  const mapping = await desk.job.mapping(0, register)
  const view = await desk.job.plan(usualChoices(mapping, register))
  expect(view.counts).toMatchObject({ problem: 0, maybe: 0, clash: 0 })
  await desk.job.commit()
  const organizations = new Map(
    (await desk.store.all('organizations')).map((record) => [record.id, record] as const),
  )
  // In the order of the ledger.
  const rowOf = ({ sourceNote = '' }: LedgerRecord): number => Number(sourceNote.split('!')[1])
  const records = (await desk.store.all(register)).toSorted((a, b) => rowOf(a) - rowOf(b))
  const organization = (id: unknown): Values => organizations.get(String(id))?.values ?? {}
  return { records, organization, remarkOf: (id: unknown) => organizations.get(String(id))?.remark ?? '' }
}

test('沙坪坝: every need with its enterprise, its code and the person to ask', async () => {
  const file = '沙坪坝区企业技术需求汇总.xls'
  const { records, organization, remarkOf } = await importAsGuessed(file, 'needs')
  const found = records.map(({ values }) => ({
    org: organization(values.organization).name,
    title: values.title,
    budget_wan: typeof values.budget === 'number' ? values.budget / 1_000_000 : null,
    expect: values.expectDate,
    contact: organization(values.organization).contactPerson,
  }))
  const expected = expectedOf(file)
  expect(found).toEqual(
    expected.map(({ org, title, budget_wan, expect: until, contact }) => ({
      org,
      title,
      budget_wan,
      expect: until,
      contact,
    })),
  )
  for (const [index, { values }] of records.entries()) {
    const { code = '', category = '' } = expected[index] ?? {}
    expect(textIn(values, 'category')).toContain(category)
    // A code that cannot be right is kept where it does no harm.
    if (creditCodeFault(code) === undefined) expect(organization(values.organization).creditCode).toBe(code)
    else expect(remarkOf(values.organization)).toContain(code)
  }
})

test('重庆高新区: every consortium with its members in their roles', async () => {
  const file = '重庆高新区联合体情况表.xlsx'
  const { records, organization } = await importAsGuessed(file, 'consortia')
  const found = records.map(({ values }) => {
    const members = (values.members ?? []) as readonly ChildRow[]
    return {
      name: values.name,
      founded: (values.founded as { readonly value: string }).value,
      lead: organization(values.leadOrganization).name,
      members: Object.fromEntries(
        ['政', '产', '学', '研', '金', '服', '用'].map((role) => [
          role,
          members
            .filter((member) => member.role === role)
            .map((member) => organization(member.organization).name),
        ]),
      ),
    }
  })
  expect(found).toEqual(expectedOf(file))
})

test('专家库: every expert with employer, title and telephone, namesakes apart', async () => {
  const file = '专家库.csv'
  const { records, organization } = await importAsGuessed(file, 'experts')
  const found = records.map(({ values }) => ({
    name: values.name,
    org: organization(values.workOrganization).name,
    title: values.titleName,
    phone: values.phone,
  }))
  expect(found).toEqual(expectedOf(file))
})

test('走访台账: every visit with the enterprise that was visited', async () => {
  const file = '走访台账.xls'
  const { records, organization } = await importAsGuessed(file, 'visits')
  const found = records.map(({ values }) => ({
    date: (values.visitDate as { readonly value: string }).value,
    org: ((values.targets ?? []) as readonly ChildRow[])
      .map((target) => textIn(organization(target.organization), 'name') ?? '')
      .join('、'),
    topic: values.content,
  }))
  expect(found).toEqual(expectedOf(file))
})
