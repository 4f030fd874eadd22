import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import { openFile, startDesk, usualChoices } from '../support/import-desk'
import { type ExpectedLedger, madeFolder, madeLedgers, wrongCells } from '../support/ledger-expectations'

/** One line of the table: what a user would have had to do, and what came out. */
interface Outcome {
  readonly file: string
  readonly expected: number
  readonly found: number
  readonly wrong: number
  readonly clicks: number
  /** Cells that went to 备注 unread. */
  readonly unread: number
}
const outcomes: Outcome[] = []

afterAll(() => {
  const lines = outcomes.map(({ file, expected, found, wrong, clicks, unread }) =>
    [file, `${String(found)}/${String(expected)}`, wrong, clicks, unread].join(' │ '),
  )
  process.stdout.write(`\n台账 │ 记录 │ 错格 │ 更正 │ 读不出\n${lines.join('\n')}\n`)
})

const importAsGuessed = async (file: string, { register, records, linked }: ExpectedLedger) => {
  const desk = await startDesk()
  const opened = await openFile(desk, new Uint8Array(readFileSync(new URL(file, madeFolder))), file)
  const largest = opened.tables.reduce((best, next) => (next.records > best.records ? next : best))
  const guessed = largest.register ?? ''
  const mapping = await desk.job.mapping(largest.index, register)
  const view = await desk.job.plan(usualChoices(mapping, register, { table: largest.index }))
  const rows = await desk.job.rows(['problem', 'maybe'], 0, 100)
  await desk.job.commit()
  const all = new Map(
    await Promise.all(registers.map(async ({ name }) => [name, await desk.store.all(name)] as const)),
  )
  const labels = new Map(
    registers.flatMap(({ name, labelField }) =>
      (all.get(name) ?? []).map(({ id, values }) => [id, values[labelField] as string] as const),
    ),
  )
  const nameOf = (id: string): string => labels.get(id) ?? '?'
  const definition = registers.find(({ name }) => name === register)
  if (definition === undefined) throw new Error(register)
  // Numbers are given in the order of the ledger.
  const found = (all.get(register) ?? []).toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const wrong = records.flatMap((wanted, index) =>
    wrongCells(definition, found[index], wanted, nameOf).map((text) => `第 ${String(index + 1)} 条 ${text}`),
  )
  const wrongLinked = Object.entries(linked ?? {}).flatMap(([name, wantedByName]) =>
    Object.entries(wantedByName).flatMap(([label, wanted]) => {
      const to = registers.find((known) => known.name === name)
      const record = all.get(name)?.find(({ id }) => labels.get(id) === label)
      if (record === undefined && !isNamed(records, label)) return []
      return to === undefined
        ? [name]
        : wrongCells(to, record, wanted, nameOf).map((text) => `${label} ${text}`)
    }),
  )
  return {
    guessed,
    view,
    found: found.length,
    wrong: [...wrong, ...wrongLinked],
    held: rows.rows.flatMap(({ problems }) => problems.map(({ address, reason }) => `${address} ${reason}`)),
  }
}

/** Whether any of the records speaks of a linked record of this name. */
const isNamed = (records: ExpectedLedger['records'], label: string): boolean =>
  JSON.stringify(records).includes(label)

test.each(Object.entries(madeLedgers()))('%s', async (file, expected) => {
  const { guessed, view, found, wrong, held } = await importAsGuessed(file, expected)
  const clicks = (guessed === expected.register ? 0 : 1) + view.counts.problem + view.counts.maybe
  outcomes.push({
    file,
    expected: expected.records.length,
    found,
    wrong: wrong.length,
    clicks,
    unread: view.unread.cells,
  })
  expect(guessed).toBe(expected.register)
  expect(held).toEqual([])
  expect(found).toBe(expected.records.length)
  expect(wrong).toEqual([])
})
