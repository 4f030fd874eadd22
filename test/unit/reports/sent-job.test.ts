import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { editedSince } from '../../../src/domain/edited-since'
import type { Values } from '../../../src/domain/field'
import { monthsPeriod, type Period } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import type { LedgerRecord } from '../../../src/domain/record'
import { beginSubmission } from '../../../src/features/reports/begin-submission'
import type { ReadFrozen } from '../../../src/features/reports/frozen-data'
import { createQualityJob } from '../../../src/features/reports/quality/quality-job'
import { createReportJob } from '../../../src/features/reports/report-job'
import { createSentJob } from '../../../src/features/reports/sent-job'
import { reportOf } from '../../../src/reports/all'
import { newId } from '../../../src/storage/new-id'
import type { ListQuery, Operation, Store } from '../../../src/storage/store'
import type { MadeFile } from '../../../src/ui/export-notice'
import { reportOptions } from '../support/report-data'
import { sampleStore } from '../support/sample-store'

const clock = { now: () => '2021-07-02T06:05:00.000Z' }
const everything: ListQuery = {
  register: 'serviceRecords',
  search: '',
  filters: [],
  sort: { field: 'code', descending: false },
}
const edited: ListQuery = { ...everything, filters: [{ kind: 'flag', label: editedSince.label }] }

/** The samples, with files kept in memory, and the way of R05 up. */
const office = async () => {
  const store = await sampleStore()
  const files = new Map<string, Blob>()
  let read = 0
  const readFrozen: ReadFrozen = (hash) => {
    read += 1
    const file = files.get(hash)
    return Promise.resolve(file?.stream() ?? { message: '不见了。', advice: '可从备份中恢复。' })
  }
  const keepFile = async (name: string, content: Blob) => {
    const hash = createHash('sha256')
      .update(await content.bytes())
      .digest('hex')
    files.set(hash, content)
    const type = name.endsWith('.gz') ? 'application/gzip' : 'application/vnd.openxmlformats'
    return { status: 'kept', file: { name, type, size: content.size, hash } } as const
  }
  const noted: MadeFile[] = []
  const noteFile = (file: MadeFile): Promise<void> => {
    noted.push(file)
    return Promise.resolve()
  }
  const commit = async (...operations: readonly Operation[]): Promise<void> => {
    const done = await store.commit({ id: newId(), kind: 'save', title: '改一改', operations })
    if (!done.ok) throw new Error(done.message)
  }
  const change = async (register: string, id: string, changed: Values): Promise<void> => {
    const [record] = await store.getMany(register, [id])
    if (record === undefined) throw new Error('It is gone.')
    const { version, values } = record
    await commit({ kind: 'update', register, id, version, values: { ...values, ...changed } })
  }
  const handIn = async (period: Period): Promise<string> => {
    const options = reportOptions({ samples: true, period, unitHead: '王五', reviewer: '李四' })
    const inspected = await createReportJob(store, registers).inspect('R05', options)
    const desk = { store, keepFile, noteFile, onOpenRecord: () => undefined }
    const begun = await beginSubmission(desk, reportOf('R05'), options, inspected, [], '500118')
    if (!begun.ok) throw new Error(begun.message)
    await change('submissions', begun.id, { status: '审核中' })
    await change('submissions', begun.id, {
      status: '已盖章报送',
      sentOn: '2021-07-02',
      sendMethod: '电子邮件',
    })
    return begun.id
  }
  const job = createSentJob(store, readFrozen)
  return { store, job, change, handIn, reads: () => read, files, noted }
}

const recordsIn = async (store: Store, { start, end }: Period): Promise<readonly LedgerRecord[]> => {
  const all = await store.all('serviceRecords', '500118')
  const isIn = ({ values: { serviceDate, auditStatus } }: LedgerRecord): boolean =>
    typeof serviceDate === 'string' && serviceDate >= start && serviceDate <= end && auditStatus === '已审核'
  return all.filter(isIn)
}

const may = monthsPeriod('月', 2021, 4)
const april = monthsPeriod('月', 2021, 3)

test('the file of a report that goes up is noted with the record that keeps it', async () => {
  const { store, handIn, noted, files } = await office()
  const id = await handIn(may)
  const [record] = await store.getMany('submissions', [id])
  expect(noted).toMatchObject([
    { what: 'R05 科技服务记录明细表（报送）', period: may.label, place: `报送记录 ${record?.code ?? ''}` },
  ])
  expect(files.has(noted[0]?.sha256 ?? '')).toBe(true)
})

describe('a record that was changed after it was reported', () => {
  test('is pointed out in its list and can be filtered by, and no other is', async () => {
    const { store, job, change, handIn } = await office()
    await handIn(may)
    await job.look()
    expect((await store.page(edited, 0, 10)).total).toBe(0)
    const [reported, other] = await recordsIn(store, may)
    const [elsewhere] = await recordsIn(store, april)
    if (reported === undefined || other === undefined || elsewhere === undefined)
      throw new Error('The samples have too few services.')
    await change('serviceRecords', reported.id, { topic: '后来改的主题' })
    await change('serviceRecords', elsewhere.id, { topic: '没有报过' })
    const page = await store.page(edited, 0, 10)
    expect(page.rows.map(({ id }) => id)).toEqual([reported.id])
    expect(page.flags[reported.id]).toContainEqual(editedSince)
    const { flags } = await store.shown('serviceRecords', [reported.id, other.id, elsewhere.id])
    expect(Object.keys(flags)).toEqual([reported.id])
    expect((await store.get('serviceRecords', reported.id))?.flags).toContainEqual(editedSince)
  })

  test('stands in the next R17 and in 数据质量核查 as a warning of its own', async () => {
    const { store, job, change, handIn } = await office()
    await handIn(may)
    await job.look()
    const [reported] = await recordsIn(store, may)
    if (reported === undefined) throw new Error('The samples have no service in May.')
    const told = async (): Promise<readonly unknown[]> => {
      const options = reportOptions({ samples: true, period: may })
      const { workbook } = await createReportJob(store, registers).build('R17', options)
      const rows = (workbook.sheets[0]?.rows ?? []).map(({ cells }) => cells)
      return rows.filter((cells) => cells[3] === editedSince.label).map((cells) => cells.slice(1, 5))
    }
    expect(await told()).toEqual([])
    await change('serviceRecords', reported.id, { topic: '后来改的主题' })
    expect(await told()).toEqual([['服务记录', reported.code, editedSince.label, '警告']])
    const quality = await createQualityJob(store, registers, clock).check({
      district: '500118',
      samples: true,
      today: '2021-07-02',
    })
    const places = quality.faults.filter(({ record }) => record === reported.id).map(({ place }) => place)
    expect(places).toContain(editedSince.label)
  })

  test('is so no more once the report was sent back, and again after the next', async () => {
    const { store, job, change, handIn, reads } = await office()
    const first = await handIn(may)
    await job.look()
    await job.look()
    expect(reads()).toBe(1)
    const [reported] = await recordsIn(store, may)
    if (reported === undefined) throw new Error('The samples have no service in May.')
    await change('serviceRecords', reported.id, { topic: '后来改的主题' })
    await change('submissions', first, { status: '已退回' })
    await job.look()
    expect((await store.page(edited, 0, 10)).total).toBe(0)
    await handIn(may)
    await job.look()
    expect((await store.page(edited, 0, 10)).total).toBe(0)
    await change('serviceRecords', reported.id, { topic: '又改了' })
    expect((await store.page(edited, 0, 10)).rows.map(({ id }) => id)).toEqual([reported.id])
  })

  test('is told with every report that counts it, and the version in it', async () => {
    const { store, job, change, handIn } = await office()
    const [monthly, halfYearly] = [await handIn(may), await handIn(monthsPeriod('半年', 2021, 0))]
    const [reported] = await recordsIn(store, may)
    const [later] = await recordsIn(store, april)
    if (reported === undefined || later === undefined) throw new Error('The samples have too few services.')
    await change('serviceRecords', reported.id, { topic: '后来改的主题' })
    const told = (await job.sentWith('serviceRecords', reported.id)).map((one) => [
      one.submission.id,
      one.version,
    ])
    expect(new Map(told as [string, number][])).toEqual(
      new Map([
        [monthly, reported.version],
        [halfYearly, reported.version],
      ]),
    )
    const others = await job.sentWith('serviceRecords', later.id)
    expect(others.map(({ submission }) => submission.id)).toEqual([halfYearly])
    expect(await job.sentWith('visits', reported.id)).toEqual([])
  })

  test('is not told where the data of the report are gone', async () => {
    const { store, job, files, handIn } = await office()
    await handIn(may)
    files.clear()
    await job.look()
    const [reported] = await recordsIn(store, may)
    expect(await job.sentWith('serviceRecords', reported?.id ?? '')).toEqual([])
  })
})
