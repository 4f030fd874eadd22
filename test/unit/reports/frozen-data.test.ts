import { beforeAll, describe, expect, test } from 'vitest'
import { monthsPeriod, type Period, weekPeriod } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import type { LedgerRecord } from '../../../src/domain/record'
import {
  type Frozen,
  packFrozen,
  readFrozenHead,
  unpackFrozen,
} from '../../../src/features/reports/frozen-data'
import { dataOf } from '../../../src/features/reports/report-data'
import { createReportJob, type ReportJob, workbookBytes } from '../../../src/features/reports/report-job'
import { reportOf, reports } from '../../../src/reports/all'
import type { ReportOptions } from '../../../src/reports/report'
import { newId } from '../../../src/storage/new-id'
import type { Store } from '../../../src/storage/store'
import { reportOptions } from '../support/report-data'
import { sampleStore } from '../support/sample-store'

let store: Store
let job: ReportJob
beforeAll(async () => {
  store = await sampleStore()
  job = createReportJob(store, registers)
})

const periodFor = (usual: string): Period =>
  usual === '周'
    ? weekPeriod(2021, 17)
    : usual === '年'
      ? monthsPeriod('年', 2021, 0)
      : monthsPeriod('半年', 2021, 0)
const optionsFor = (code: string): ReportOptions =>
  reportOptions({ samples: true, period: periodFor(reportOf(code).usual) })

const unpacked = async (data: Uint8Array): Promise<Frozen> => {
  const frozen = await unpackFrozen(data)
  if (frozen === undefined) throw new Error('The file is none of ours.')
  return frozen
}
const built = ({ head, options, collected }: Frozen): Promise<Uint8Array> =>
  workbookBytes(reportOf(head.report).build(dataOf(collected, registers), options))

type Groups = Frozen['collected']['records']
/** The same records as if the database had given them the other way round. */
const turned = (groups: Groups): Groups =>
  Object.fromEntries(
    Object.entries(groups)
      .reverse()
      .map(([name, records]): [string, readonly LedgerRecord[]] => [name, [...records].reverse()]),
  )

describe('what is frozen of a submission', () => {
  test.each(reports.map(({ code }) => code))(
    'builds %s again byte for byte, in whichever order the records come',
    async (code) => {
      const { bytes, data, records } = await job.inspect(code, optionsFor(code))
      const frozen = await unpacked(data)
      expect(records).toBeGreaterThan(0)
      expect(await built(frozen)).toEqual(bytes)
      const { collected } = frozen
      const other = {
        ...collected,
        records: turned(collected.records),
        linked: turned(collected.linked),
      }
      expect(await built({ ...frozen, collected: other })).toEqual(bytes)
      expect(await packFrozen({ ...frozen, collected: other })).toEqual(data)
    },
  )

  test('is what 导出 writes at that moment, and stays when the records change', async () => {
    const options = optionsFor('R05')
    const { bytes, data } = await job.inspect('R05', options)
    expect((await job.write('R05', options)).bytes).toEqual(bytes)
    const { counted } = (await unpacked(data)).head
    const [record] = await store.getMany('serviceRecords', Object.keys(counted))
    if (record === undefined) throw new Error('R05 counts nothing.')
    expect(counted[record.id]).toBe(record.version)
    const { id, version, values } = record
    const done = await store.commit({
      id: newId(),
      kind: 'save',
      title: '改主题',
      operations: [
        {
          kind: 'update',
          register: 'serviceRecords',
          id,
          version,
          values: { ...values, topic: '后来改的主题' },
        },
      ],
    })
    expect(done.ok).toBe(true)
    expect((await job.write('R05', options)).bytes).not.toEqual(bytes)
    expect(await built(await unpacked(data))).toEqual(bytes)
  })

  test('says what it counts without being read whole', async () => {
    const { data } = await job.inspect('R06', optionsFor('R06'))
    expect(await readFrozenHead(data)).toEqual((await unpacked(data)).head)
  })

  test('is told from other files, cut ones and those of a later version', async () => {
    const { data } = await job.inspect('R05', optionsFor('R05'))
    const packed = async (text: string): Promise<Uint8Array> =>
      new Uint8Array(
        await new Response(
          new Blob([text]).stream().pipeThrough(new CompressionStream('gzip')),
        ).arrayBuffer(),
      )
    for (const bytes of [
      new Uint8Array([1, 2, 3]),
      data.slice(0, data.length / 2),
      await packed('{}\n{}\n'),
      await packed('{"format":"ledger-submission","formatVersion":2,"report":"R05","counted":{}}\n{}\n'),
      await packed(
        '{"format":"ledger-submission","formatVersion":1,"report":"R05","counted":{}}\n{"records":3}\n',
      ),
    ])
      expect(await unpackFrozen(bytes)).toBeUndefined()
  })
})
