import { beforeAll, describe, expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import { createQualityJob, type Quality } from '../../../src/features/reports/quality/quality-job'
import { createReportJob } from '../../../src/features/reports/report-job'
import { newId } from '../../../src/storage/new-id'
import type { Store } from '../../../src/storage/store'
import { reportOptions, sheetOf, tableOf } from '../support/report-data'
import { sampleStore } from '../support/sample-store'

const question = { district: '500118', samples: false, today: '2021-07-02' }
const levelsOf = ({ counts }: Quality) => ({
  errors: counts.reduce((sum, { levels }) => sum + levels.错误, 0),
  warnings: counts.reduce((sum, { levels }) => sum + levels.警告, 0),
})

describe('what is wrong in a ledger', () => {
  let store: Store
  const id = newId()
  beforeAll(async () => {
    store = await sampleStore()
    const done = await store.commit({
      id: newId(),
      kind: 'import',
      title: '试验',
      operations: [
        {
          kind: 'create',
          register: 'organizations',
          id,
          districtCode: '500118',
          values: { name: '重庆甲一机械有限公司', contactPhone: '12345' },
        },
      ],
    })
    if (!done.ok) throw new Error(done.message)
  })

  test.each([true, false])('is the same as in report R17 of the same day (samples: %s)', async (samples) => {
    const found = await createQualityJob(store, registers).check({ ...question, samples })
    const built = await createReportJob(store, registers).build('R17', reportOptions({ samples }))
    const listed = tableOf(sheetOf(built)).body
    const { errors, warnings } = levelsOf(found)
    expect(errors).toBeGreaterThan(0)
    expect(errors + warnings).toBe(listed.length)
    expect(found.faults).toHaveLength(listed.length)
    expect(found.faults.filter(({ level }) => level === '错误')).toHaveLength(errors)
  })

  test('each leads to its field, errors first, and is gone when that is mended', async () => {
    const job = createQualityJob(store, registers)
    const own = ({ faults }: Quality) => faults.filter(({ record }) => record === id)
    const before = await job.check(question)
    expect(own(before).map(({ field, level }) => [field, level])).toEqual([
      ['orgType', '错误'],
      ['contactPhone', '错误'],
    ])
    expect(own(before)[0]).toMatchObject({
      register: 'organizations',
      name: '重庆甲一机械有限公司',
      place: '机构类型',
      updatedBy: '张三',
    })
    const view = await store.get('organizations', id)
    const operations = [
      {
        kind: 'update' as const,
        register: 'organizations',
        id,
        version: view?.record.version ?? 0,
        values: { name: '重庆甲一机械有限公司', orgType: '高等院校', contactPhone: '023-49801234' },
      },
    ]
    const done = await store.commit({ id: newId(), kind: 'save', title: '改正', operations })
    expect(done.ok).toBe(true)
    expect(own(await job.check(question))).toEqual([])
  })

  test('another district has none of it, and it is said how far the work is', async () => {
    const heard: string[] = []
    const found = await createQualityJob(store, registers).check(
      { ...question, district: '500106' },
      ({ title, done, total }) => heard.push(`${title} ${String(done)}/${String(total)}`),
    )
    expect(found.faults.filter(({ register }) => register === 'organizations')).toEqual([])
    expect(heard).toHaveLength(registers.length)
    expect(heard[0]).toBe(`${registers[0]?.title ?? ''} 0/${String(registers.length)}`)
  })
})
