import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import type { Values } from '../../../src/domain/field'
import type { LedgerRecord } from '../../../src/domain/record'
import { type ChangesSince, createChangesJob } from '../../../src/features/reports/changes-job'
import type { ReadFrozen } from '../../../src/features/reports/frozen-data'
import { createReportJob } from '../../../src/features/reports/report-job'
import type { ReportOptions } from '../../../src/reports/report'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Operation } from '../../../src/storage/store'
import { memoryVault } from '../support/memory-vault'
import { reportOptions } from '../support/report-data'

/** A ledger with two services in the half-year, of which R05 was handed in on 2 July; each later action is a minute later. */
const handedIn = async (more: Partial<ReportOptions> = {}) => {
  let minute = 0
  const clock = {
    now: () => `2021-07-02T08:${String((minute += 1)).padStart(2, '0')}:00.000Z`,
    today: () => '2021-07-02',
  }
  const store = createStore(newId(), registers, clock, memoryVault())
  await store.saveSettings({ homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' })
  const commit = async (title: string, ...operations: readonly Operation[]): Promise<void> => {
    const done = await store.commit({ id: newId(), kind: 'save', title, operations })
    if (!done.ok) throw new Error(done.message)
  }
  const create = async (register: string, values: Values): Promise<string> => {
    const id = newId()
    await commit(`新建 ${register}`, { kind: 'create', register, id, districtCode: '500118', values })
    return id
  }
  const get = async (register: string, id: string): Promise<LedgerRecord> => {
    const view = await store.get(register, id)
    if (view === undefined) throw new Error('It is gone.')
    return view.record
  }
  const change = async (register: string, id: string, changed: Values): Promise<void> => {
    const { version, values } = await get(register, id)
    await commit('改一改', { kind: 'update', register, id, version, values: { ...values, ...changed } })
  }
  const remove = async (register: string, id: string): Promise<void> => {
    const { version } = await get(register, id)
    await commit('删掉', { kind: 'delete', register, id, version })
  }
  const factory = await create('organizations', { name: '重庆甲一机械有限公司', orgType: '企业' })
  const serve = (serviceDate: string, changed: Values = {}): Promise<string> =>
    create('serviceRecords', {
      serviceDate,
      mode: '精准化',
      topic: '主轴温升治理',
      served: [factory],
      hours: 2,
      auditStatus: '已审核',
      ...changed,
    })
  const [first, second] = [await serve('2021-04-12'), await serve('2021-05-12')]
  const waiting = await serve('2021-05-13', { auditStatus: '待审核' })
  const options = reportOptions({ createdAt: clock.now(), ...more })
  const { bytes, data } = await createReportJob(store, registers).inspect('R05', options)
  const sent = createHash('sha256').update(bytes).digest('hex')
  const readFrozen: ReadFrozen = (hash) =>
    Promise.resolve(
      hash === 'data'
        ? data.stream()
        : { message: '“报送时的数据”的文件不见了。', advice: '可从备份中恢复。' },
    )
  const job = createChangesJob(store, registers, readFrozen)
  const changes = async (hash = sent): Promise<ChangesSince> => {
    const found = await job.changesSince(hash, 'data')
    if (!found.ok) throw new Error(found.message)
    return found
  }
  return { job, store, factory, first, second, waiting, serve, change, remove, changes }
}

const kindsOf = ({ records }: ChangesSince) => records.map(({ kind, id }) => [kind, id])

describe('what has changed since a report was handed in', () => {
  test('is nothing at first, and the file can be built again', async () => {
    const { changes } = await handedIn()
    expect(await changes()).toEqual({
      ok: true,
      isRebuilt: true,
      saysTheSame: true,
      rulesChanged: false,
      records: [],
      more: 0,
      figures: [],
    })
    expect((await changes('0'.repeat(64))).isRebuilt).toBe(false)
  })

  test('names each record: added, changed, deleted, moved in and out, with the totals old and new', async () => {
    const { changes, first, second, waiting, serve, change, remove } = await handedIn()
    const third = await serve('2021-06-01', { hours: 5 })
    await change('serviceRecords', waiting, { auditStatus: '已审核' })
    const fourth = await serve('2021-08-01')
    await change('serviceRecords', first, { hours: 3 })
    await change('serviceRecords', first, { hours: 4, topic: '主轴热变形' })
    await remove('serviceRecords', second)
    const found = await changes()
    expect(kindsOf(found)).toEqual([
      ['added', third],
      ['changed', first],
      ['removed', second],
      ['movedIn', waiting],
    ])
    expect(kindsOf(found).flat()).not.toContain(fourth)
    const changed = found.records[1]
    expect(changed?.fields).toEqual({ hours: [2, 4], topic: ['主轴温升治理', '主轴热变形'] })
    expect(changed?.steps).toMatchObject([
      { by: '张三', title: '改一改', fields: ['服务时长'] },
      { by: '张三', fields: ['服务主题', '服务时长'] },
    ])
    expect(found.saysTheSame).toBe(false)
    expect(found.figures).toMatchObject([{ before: 2, after: 3 }])
  })

  test('says that a record went out of the period', async () => {
    const { changes, first, change } = await handedIn()
    await change('serviceRecords', first, { serviceDate: '2021-07-01' })
    expect(kindsOf(await changes())).toEqual([['movedOut', first]])
  })

  test('tells of a linked record only where the report says something else for it', async () => {
    const { changes, factory, change } = await handedIn()
    await change('organizations', factory, { contactPerson: '王五' })
    expect((await changes()).records).toEqual([])
    await change('organizations', factory, { name: '重庆甲一精密机械有限公司' })
    const found = await changes()
    expect(kindsOf(found)).toEqual([['related', factory]])
    expect([found.saysTheSame, found.figures]).toEqual([false, []])
  })

  test('cannot be told from a file that is none of ours, or is gone', async () => {
    const { job, store } = await handedIn()
    const strange: ReadFrozen = () => Promise.resolve(new Blob(['123']).stream())
    expect(await createChangesJob(store, registers, strange).changesSince('0'.repeat(64), 'data')).toEqual({
      ok: false,
      message: '报送时的数据读不懂：文件不完整，或是更新版本的程序存下的。',
    })
    expect(await job.changesSince('0'.repeat(64), 'gone')).toEqual({
      ok: false,
      message: '“报送时的数据”的文件不见了。',
      advice: '可从备份中恢复。',
    })
  })
})
