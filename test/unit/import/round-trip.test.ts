import 'fake-indexeddb/auto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Values } from '../../../src/domain/field'
import { isBlankMark } from '../../../src/domain/kinds/kind'
import { registers } from '../../../src/domain/registers/all'
import type { Register } from '../../../src/domain/register'
import { settleRecord } from '../../../src/domain/validate'
import { newId } from '../../../src/storage/new-id'
import { ownUse } from '../../../src/workbook/export-profile'
import { listWorkbook } from '../../../src/workbook/list-sheet'
import { isMadeLabel, isReadable } from '../../../src/workbook/mapping/target'
import type { Workbook } from '../../../src/workbook/model'
import { writeWorkbook } from '../../../src/xlsx/write'
import { arbitraryValues, type Linkable } from '../support/arbitrary-records'
import { type Desk, openFile, seed, startDesk, usualChoices } from '../support/import-desk'

/** Records that the others may link to. */
const linkable = async (desk: Desk): Promise<Linkable> => ({
  organizations: [
    await seed(desk, 'organizations', { name: '重庆甲机械有限公司', orgType: '企业' }),
    await seed(desk, 'organizations', { name: '乙研究院（重庆）', orgType: '科研院所' }),
  ],
  experts: [await seed(desk, 'experts', { name: '李四' }), await seed(desk, 'experts', { name: '张建国' })],
  teams: [await seed(desk, 'teams', { name: '电子信息产业专家服务队' })],
  needs: [await seed(desk, 'needs', { title: '焊接工艺技术需求' })],
  districts: [await seed(desk, 'districts', { code: '500118', name: '重庆市永川区', shortName: '永川区' })],
})

const namesOf = async (desk: Desk): Promise<ReadonlyMap<string, string>> => {
  const all = await Promise.all(
    registers.map(async ({ name, labelField }) =>
      (await desk.store.all(name)).map(({ id, values }) => [id, values[labelField]] as const),
    ),
  )
  return new Map(all.flat().map(([id, label]) => [id, typeof label === 'string' ? label : '']))
}

const exported = async (desk: Desk, register: Register, ids: readonly string[]): Promise<Workbook> => {
  const names = await namesOf(desk)
  const fields = Object.entries(register.fields).filter(([, field]) => isReadable(field))
  return listWorkbook({
    register,
    records: await desk.store.getMany(register.name, ids),
    columns: ['code', ...fields.map(([name]) => name).filter((name) => name !== 'code')],
    nameOf: (_register, id) => names.get(id) ?? '',
    districtName: () => '永川区',
    profile: ownUse,
    unitName: '永川区科协',
    createdAt: '2021-07-02T08:00:00.000Z',
  })
}

const withoutMeta = (workbook: Workbook): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.filter(({ name }) => name !== '_meta'),
})

const planned = async (desk: Desk, register: Register, bytes: Uint8Array) => {
  await openFile(desk, bytes, `${register.title}.xlsx`)
  const mapping = await desk.job.mapping(0, register.name)
  const view = await desk.job.plan(usualChoices(mapping, register.name))
  const { rows } = await desk.job.rows(['changed', 'problem', 'new', 'maybe', 'clash'], 0, 3)
  return { view, rows }
}

const create = async (
  desk: Desk,
  register: Register,
  records: readonly Values[],
): Promise<readonly string[]> => {
  const ids = records.map(() => newId())
  const done = await desk.store.commit({
    id: newId(),
    kind: 'save',
    title: '示例',
    operations: records.map((values, index) => ({
      kind: 'create',
      register: register.name,
      id: ids[index] ?? '',
      values,
    })),
  })
  if (!done.ok) throw new Error(done.message)
  return ids
}

/** Whether a row of the record, as it is kept, says more than its number: one that does not is no record to a reader. */
const saysSomething = (register: Register, values: Values): boolean =>
  Object.entries(settleRecord(register, values)).some(
    ([name, value]) =>
      !isMadeLabel(register, name) &&
      value !== undefined &&
      !(typeof value === 'string' && isBlankMark(value)) &&
      (register.consent === undefined || register.consent.always.includes(name)),
  )

/** A district's number is its own field, so that two records cannot share it. */
const arbitraryRecords = (register: Register, links: Linkable, most: number) =>
  fc
    .array(
      arbitraryValues(register, links).filter((values) => saysSomething(register, values)),
      { minLength: 1, maxLength: most },
    )
    .map((records) =>
      records.map((values, index) =>
        register.codePrefix === undefined ? { ...values, code: `CQ-${String(index)}` } : values,
      ),
    )

/** Every run tries the same records, so that what fails here fails everywhere. */
const sameEachTime = 20211126

test.each(registers.map((register) => [register.title, register] as const))(
  '%s: what we write comes back without a change, with and without the hidden sheet',
  async (_title, register) => {
    const desk = await startDesk()
    const links = await linkable(desk)
    await fc.assert(
      fc.asyncProperty(arbitraryRecords(register, links, 4), async (records) => {
        const ids = await create(desk, register, records)
        const workbook = await exported(desk, register, ids)
        for (const kept of [workbook, withoutMeta(workbook)]) {
          const { view, rows } = await planned(desk, register, await writeWorkbook(kept))
          expect(rows.map(({ changes, problems, state }) => ({ state, changes, problems }))).toEqual([])
          expect(view.counts.same).toBe(ids.length)
        }
      }),
      { numRuns: 12, seed: sameEachTime },
    )
  },
)

test('what LibreOffice has opened and saved comes back without a change, of every register', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  try {
    const desk = await startDesk()
    const links = await linkable(desk)
    const sizes = new Map<string, number>()
    for (const register of registers) {
      const [records = []] = fc.sample(arbitraryRecords(register, links, 30), {
        numRuns: 1,
        seed: sameEachTime,
      })
      const ids = await create(desk, register, records)
      sizes.set(register.name, ids.length)
      const bytes = await writeWorkbook(await exported(desk, register, ids))
      writeFileSync(join(folder, `${register.name}.xlsx`), bytes)
    }
    execFileSync(
      'soffice',
      [
        '--headless',
        `-env:UserInstallation=file://${join(folder, 'office')}`,
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        join(folder, 'saved'),
        ...registers.map(({ name }) => join(folder, `${name}.xlsx`)),
      ],
      { stdio: 'ignore', timeout: 120_000 },
    )
    for (const register of registers) {
      const bytes = new Uint8Array(readFileSync(join(folder, 'saved', `${register.name}.xlsx`)))
      const { view, rows } = await planned(desk, register, bytes)
      expect(rows.map(({ changes, problems, state }) => ({ state, changes, problems }))).toEqual([])
      expect(view.counts.same).toBe(sizes.get(register.name))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 180_000)

test('a record that has only its number yet is not taken for the name of a group above the others', async () => {
  const desk = await startDesk()
  const register = registers.find(({ name }) => name === 'districtIndicators')
  if (register === undefined) throw new Error('There are no 地区指标.')
  const ids = await create(desk, register, [{}, { origin: '统计公报' }])
  const workbook = withoutMeta(await exported(desk, register, ids))
  const { view, rows } = await planned(desk, register, await writeWorkbook(workbook))
  expect(rows).toEqual([])
  expect(view.counts.same).toBe(1)
})
