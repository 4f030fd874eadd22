import 'fake-indexeddb/auto'
import { beforeAll, describe, expect, test } from 'vitest'
import { needBoard } from '../../../src/domain/need-stages'
import { usualRules } from '../../../src/domain/office-rules'
import { needs } from '../../../src/domain/registers/needs'
import { weekBoard, weeksOfQuarter } from '../../../src/domain/weekly-board'
import { newId } from '../../../src/storage/new-id'
import type { Operation, Store } from '../../../src/storage/store'
import { sampleStore } from '../support/sample-store'

const limits = { 企业提需求: 9, 学会送服务: 9, 科协搭平台: 9, 地方汇资源: 9 }
const query = { register: needs.name, search: '', filters: [], sort: needs.sort }
const cards = async (store: Store) => {
  const { columns, names } = await store.needBoard(query, limits)
  return { names, cards: columns.flatMap((column) => column.cards) }
}

describe('the board of needs, with its names', () => {
  let store: Store
  beforeAll(async () => {
    store = await sampleStore()
  })

  test('names the enterprise on every card', async () => {
    const { cards: shown, names } = await cards(store)
    expect(shown.length).toBeGreaterThan(0)
    for (const { organization } of shown) expect(names[organization ?? '']).toMatch(/\p{sc=Han}/u)
  })

  test('holds only the needs that are searched, by the name of their enterprise too', async () => {
    const { cards: shown, names } = await cards(store)
    const name = names[shown[0]?.organization ?? ''] ?? ''
    const found = await store.needBoard({ ...query, search: name }, limits)
    const those = found.columns.flatMap((column) => column.cards)
    expect(those.length).toBeGreaterThan(0)
    expect(those.length).toBeLessThan(shown.length)
    for (const { organization } of those) expect(found.names[organization ?? '']).toBe(name)
  })

  test('points out a need that was changed after a report with it was sent, beside its other flags', async () => {
    const before = (await cards(store)).cards
    const [card] = before.filter(({ flags }) => flags.length > 0)
    if (card === undefined) throw new Error('A sample need has a flag.')
    await store.noteSent({ files: ['a'], versions: new Map([[card.id, 0]]), isWhole: true })
    const labels = (shown: typeof before) =>
      shown.find(({ id }) => id === card.id)?.flags.map(({ label }) => label)
    expect(labels((await cards(store)).cards)).toEqual([...(labels(before) ?? []), '报送后修改'])
  })
})

describe('the boards after a change are those of all records read again', () => {
  const day = { today: '2021-07-02', rules: usualRules }
  const weeks = weeksOfQuarter({ year: 2021, quarter: 2 })
  const agree = async (store: Store): Promise<string> => {
    const numbers = ({ columns, left }: ReturnType<typeof needBoard>) => ({
      left,
      columns: columns.map(({ stage, total, overdue }) => [stage, total, overdue]),
    })
    const shown = await store.needBoard(query, limits)
    expect(numbers(shown)).toEqual(numbers(needBoard(await store.all('needs'), limits, day)))
    const board = await store.weekBoard(weeks)
    const at = { now: '2021-07-02T08:00:00.000Z', rules: usualRules }
    const anew = weekBoard(await store.all('teams'), await store.all('weeklyReports'), weeks, at)
    const cells = ({ rows }: typeof board) =>
      new Map(rows.map((row) => [row.team, row.cells.map(({ standing, state }) => [standing, state])]))
    expect(cells(board)).toEqual(cells(anew))
    expect([board.weeks, board.latest]).toEqual([anew.weeks, anew.latest])
    return JSON.stringify([numbers(shown), board.weeks])
  }
  const done = async (store: Store, operations: readonly Operation[], kind: 'save' | 'import' = 'save') => {
    const result = await store.commit({ id: newId(), kind, title: '改动', operations })
    if (!result.ok) throw new Error(result.message)
    return result.batch
  }

  test('made, changed, deleted, brought back, imported, and taken back', async () => {
    const store = await sampleStore()
    const first = await agree(store)
    const all = await store.all('needs')
    const uses = await Promise.all(all.map(async ({ id }) => (await store.related('needs', id)).length))
    const [need] = all
    const other = all.find((_, index) => index > 0 && uses[index] === 0)
    const [report] = (await store.all('weeklyReports')).filter(({ values }) => values.week === weeks[9])
    if (need === undefined || other === undefined || report === undefined) throw new Error('No samples.')
    const values = { ...need.values, title: '另一项装备制造产业需求', status: '研判中' }
    const made = await done(
      store,
      [1, 2].map((number) => ({
        kind: 'create',
        register: 'needs',
        id: newId(),
        districtCode: '500118',
        values: { ...values, title: `${values.title}${String(number)}` },
      })),
      'import',
    )
    const states = [first, await agree(store)]
    const changed = await done(store, [
      {
        kind: 'update',
        register: 'needs',
        id: need.id,
        version: need.version,
        values: { ...need.values, status: '不予受理' },
      },
      {
        kind: 'update',
        register: 'weeklyReports',
        id: report.id,
        version: report.version,
        values: { ...report.values, week: '2021-W01' },
      },
      { kind: 'delete', register: 'needs', id: other.id, version: other.version },
    ])
    states.push(await agree(store))
    await done(store, [{ kind: 'restore', register: 'needs', id: other.id, version: other.version + 1 }])
    states.push(await agree(store))
    expect(new Set(states).size).toBe(states.length)
    for (const batch of [changed, made]) {
      const undone = await store.undo(batch, { edited: 'undo', field: 'undo' })
      expect(undone.ok).toBe(true)
      await agree(store)
    }
    expect(await agree(store)).toBe(first)
  })
})
