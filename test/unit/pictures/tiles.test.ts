import { beforeAll, describe, expect, test } from 'vitest'
import { districtTiles } from '../../../src/domain/reference/district-tiles'
import { referenceDistricts } from '../../../src/domain/reference/districts'
import { type District, tilesPicture } from '../../../src/features/pictures/tiles-picture'
import type { Picture } from '../../../src/ui/chart/picture'
import { sampleStore } from '../support/sample-store'

let districts: readonly District[]
beforeAll(async () => {
  districts = await (await sampleStore()).all('districts')
})

const labelsIn = ({ drawing }: Picture, group: string): readonly string[] =>
  drawing?.kind === 'cells'
    ? (drawing.groups.find(({ name }) => name === group)?.cells.map(({ label }) => label) ?? [])
    : []
const draw = (day: string, of = districts): Picture => tilesPicture(of, day, () => undefined)

describe('the tiles of the districts', () => {
  test('know a place of its own for each district and zone of the list, and for no other', () => {
    const known = referenceDistricts
      .filter(({ type }) => type !== '市级' && type !== '市外合作地区')
      .map(({ code }) => code)
    expect([...districtTiles.keys()].sort()).toEqual([...known].sort())
    const places = [...districtTiles.values()].map(({ column, row }) => `${String(column)} ${String(row)}`)
    expect(new Set(places).size).toBe(43)
  })

  test('show the two pilots of the state and twelve of the city, those that hold both by the higher one', () => {
    const picture = draw('2021-07-02')
    expect(labelsIn(picture, '国家级')).toEqual(['永川区\n国家级', '重庆高新区\n国家级·市级'])
    // Twelve were chosen by the city (S); 重庆高新区 stands with the higher level.
    expect(labelsIn(picture, '市级')).toHaveLength(11)
    expect(labelsIn(picture, '已停用或未启用')).toEqual(['两江新区\n未启用'])
    expect(picture.summary).toMatch(
      /^2021-07-02 在用的区县和功能区 42 个。国家级 2 个：永川区、重庆高新区；市级 11 个：/u,
    )
  })

  test('follow the day: a designation that is not granted yet does not count, and a district ends and begins', () => {
    expect(labelsIn(draw('2020-05-31'), '国家级')).toEqual([])
    expect(labelsIn(draw('2020-06-01'), '国家级')).toEqual(['永川区\n国家级'])
    const ended = draw('2026-01-25')
    expect(labelsIn(ended, '已停用或未启用')).toEqual(['江北区\n已停用', '渝北区\n已停用'])
    expect(ended.summary).toMatch(/在用的区县和功能区 41 个/u)
    const row = ended.table.rows.find(({ name }) => name === '江北区')
    expect(row?.cells.map(({ text }) => text)).toEqual(['无', '—', '—', '已停用（2026-01-25）'])
  })

  test('give a district that the arrangement does not know a place below, and open exactly the one that is chosen', () => {
    const [first] = districts.filter(({ code }) => code === '500118')
    if (first === undefined) throw new Error('永川 is missing.')
    const strange = { ...first, id: 'new', code: '500999', values: { ...first.values, shortName: '新设区' } }
    const opened: string[] = []
    const picture = tilesPicture([...districts, strange], '2021-07-02', (id) => void opened.push(id))
    const { drawing } = picture
    if (drawing?.kind !== 'cells') throw new Error('There are no tiles.')
    const cell = drawing.groups.flatMap(({ cells }) => cells).find(({ label }) => label.startsWith('新设区'))
    expect(cell).toMatchObject({ column: 0, row: 8 })
    picture.table.rows[cell?.place.row ?? -1]?.cells[0]?.open?.()
    expect(opened).toEqual(['new'])
  })
})
