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

const unpacked = async (data: Blob): Promise<Frozen> => {
  const frozen = await unpackFrozen(data.stream())
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

const packed = (text: string): Promise<Blob> =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob()

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
      const again = await packFrozen({ ...frozen, collected: other })
      expect(await again.bytes()).toEqual(await data.bytes())
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
    expect(await readFrozenHead(data.stream())).toEqual((await unpacked(data)).head)
  })

  test('is read in the layout of before, which held all records in one line', async () => {
    const { bytes, data } = await job.inspect('R05', optionsFor('R05'))
    const { head, options, collected } = await unpacked(data)
    const { rules, ...groups } = collected
    const before = await packed(
      `${JSON.stringify({ format: 'ledger-submission', formatVersion: 1, ...head })}\n${JSON.stringify({ options, rules, ...groups })}\n`,
    )
    expect(await readFrozenHead(before.stream())).toEqual(head)
    expect(await built(await unpacked(before))).toEqual(bytes)
  })

  test('is told from other files, cut ones and those of a later version', async () => {
    const { data } = await job.inspect('R05', optionsFor('R05'))
    const head = (version: number): string =>
      `{"format":"ledger-submission","formatVersion":${String(version)},"report":"R05","counted":{}}\n`
    const body = '{"options":{"period":{},"createdAt":""},"rules":{}}\n'
    expect(await unpackFrozen((await packed(head(2) + body)).stream())).toBeDefined()
    for (const file of [
      new Blob([new Uint8Array([1, 2, 3])]),
      data.slice(0, Math.floor(data.size / 2)),
      await packed('{}\n{}\n'),
      await packed(head(3) + body),
      await packed(`${head(1)}{"records":3}\n`),
      await packed(`${head(2)}${body}["records","needs",{}]\n`),
      await packed(`${head(2)}${body}{}\n`),
    ])
      expect(await unpackFrozen(file.stream())).toBeUndefined()
  })
})
