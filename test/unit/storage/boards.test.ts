import { beforeAll, describe, expect, test } from 'vitest'
import { needs } from '../../../src/domain/registers/needs'
import { createNeedBoardJob } from '../../../src/features/registers/pipeline/need-board-job'
import type { Store } from '../../../src/storage/store'
import { sampleStore } from '../support/sample-store'

const limits = { 企业提需求: 9, 学会送服务: 9, 科协搭平台: 9, 地方汇资源: 9 }
const query = { register: needs.name, search: '', filters: [], sort: needs.sort }
const cards = async (store: Store) => {
  const { columns, names } = await createNeedBoardJob(store).board(query, limits, '2021-07-02')
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
