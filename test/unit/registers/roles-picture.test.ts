import { describe, expect, test } from 'vitest'
import type { Consortium } from '../../../src/domain/indicators/consortia'
import { rolesPicture } from '../../../src/features/registers/detail/roles-picture'
import type { Filter } from '../../../src/storage/store'
import { sampleStore } from '../support/sample-store'

const consortium = async (members: Consortium['values']['members']): Promise<Consortium> => {
  const [any] = await (await sampleStore()).all('consortia')
  if (any === undefined) throw new Error('There is no consortium.')
  return { ...any, values: { ...any.values, ...(members === undefined ? {} : { members }) } }
}
const shown = { names: { a: '甲厂', b: '乙大学' }, label: '示例联合体', day: '2021-07-02' }

describe('the heptagon of a consortium', () => {
  test('counts who is a member on the day, a role once an organisation, and names the empty roles', async () => {
    const opened: Filter[] = []
    const record = await consortium([
      { organization: 'a', role: '产' },
      { organization: 'a', role: '用' },
      { organization: 'b', role: '产', joinDate: '2021-07-02' },
      { organization: 'b', role: '学', quitDate: '2021-07-02' },
      { organization: 'b', role: '研', joinDate: '2021-07-03' },
    ])
    const { summary, table, drawing } = rolesPicture(record, shown, (filter) => void opened.push(filter))
    expect(summary).toBe(
      '角色覆盖 2/7 类，缺：政、学、研、金、服。政 空缺，产 2 家，学 空缺，研 空缺，金 空缺，服 空缺，用 1 家。',
    )
    expect(table.rows[1]?.cells.slice(0, 2).map(({ text }) => text)).toEqual(['2 家', '甲厂、乙大学'])
    expect(table.rows[0]?.cells[0]?.open).toBeUndefined()
    table.rows[1]?.cells[0]?.open?.()
    expect(opened).toEqual([{ kind: 'ids', ids: 'a b', label: '示例联合体的“产”成员' }])
    expect(drawing).toMatchObject({ kind: 'heptagon', corners: { length: 7 } })
  })

  test('is whole where all seven are there', async () => {
    const all = ['政', '产', '学', '研', '金', '服', '用'].map((role) => ({ organization: 'a', role }))
    expect(rolesPicture(await consortium(all), shown, undefined).summary).toMatch(
      /^角色覆盖 7\/7 类，七类齐全。/u,
    )
  })
})
