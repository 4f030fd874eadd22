import { chinesePartial } from '../../domain/kinds/partial-date'
import type { RecordOf } from '../../domain/record'
import { districtTiles, tileColumns, tileRows } from '../../domain/reference/district-tiles'
import { designationsOn, type districts, pilotLevels } from '../../domain/registers/districts'
import type { CellLook, Picture } from '../../ui/chart/picture'

export type District = RecordOf<typeof districts>

const noLevel = '没有试点身份'
const notInForce = '已停用或未启用'

const looks: readonly (readonly [name: string, look: CellLook])[] = [
  ...pilotLevels.map(({ value }, index): readonly [string, CellLook] => [
    value,
    (['deep', 'middle', 'light', 'pale'] as const)[index] ?? 'pale',
  ]),
  [noLevel, 'blank'],
  [notInForce, 'ended'],
]

interface Tile {
  readonly district: District
  readonly name: string
  /** By the highest of its levels. */
  readonly group: string
  readonly levels: readonly string[]
  /** 已停用, 未启用 */
  readonly state: string | undefined
}

/** Districts and zones as tiles by their pilot level (A23: 国家级, then 市级, then the others) on a day. */
export const tilesPicture = (
  all: readonly District[],
  today: string,
  open: (id: string) => void,
): Picture => {
  const tiles = all
    .filter(({ values }) => values.type !== '市级' && values.type !== '市外合作地区')
    .map((district) => tileOf(district, today))
    .sort((a, b) => orderOf(a) - orderOf(b) || (a.district.code < b.district.code ? -1 : 1))
  const places = placesOf(tiles)
  const groups = looks.map(([name, look]) => ({
    name,
    look,
    tiles: tiles.flatMap((tile, row) => (tile.group === name ? [{ tile, row }] : [])),
  }))
  const shown = groups.filter((group) => group.tiles.length > 0)
  const inForce = tiles.filter(({ state }) => state === undefined).length
  const named = groups.filter(({ name }) => name !== noLevel)
  return {
    title: '区县试点身份图',
    summary: `${today} 在用的区县和功能区 ${String(inForce)} 个。${named
      .filter((group) => group.tiles.length > 0)
      .map(
        (group) =>
          `${group.name} ${String(group.tiles.length)} 个：${group.tiles.map(({ tile }) => tile.name).join('、')}`,
      )
      .join('；')}。`,
    note: '一格一个区县，按大致方位排列，不是地图；左上角一行是功能区。有几项身份的按最高一级着色。',
    table: {
      corner: '地区',
      columns: ['试点级别', '称号', '入选时间', '状态'],
      rows: tiles.map(({ district, name, levels, state }) => {
        const own = designationsOn(district.values.designations, today)
        const plain = (text: string) => ({ text: text === '' ? '—' : text, words: `${name} ${text}` })
        return {
          name,
          cells: [
            {
              text: levels.length === 0 ? '无' : levels.join('、'),
              words: `${name} ${[...(levels.length === 0 ? ['没有试点身份'] : levels), ...(state === undefined ? [] : [state])].join('、')}`,
              open: () => open(district.id),
            },
            plain(own.flatMap(({ title }) => title ?? []).join('、')),
            plain(
              own
                .flatMap(({ granted }) => (granted === undefined ? [] : [chinesePartial(granted)]))
                .join('、'),
            ),
            plain(stateWords(district, state)),
          ],
        }
      }),
    },
    drawing:
      tiles.length === 0
        ? undefined
        : {
            kind: 'cells',
            columns: [],
            rows: [],
            width: tileColumns,
            height: Math.max(tileRows, ...[...places.values()].map(({ row }) => row + 1)),
            groups: shown.map(({ name, look, tiles: own }) => ({
              name,
              look,
              cells: own.map(({ tile, row }) => ({
                ...(places.get(tile.district.code) ?? { column: 0, row: 0 }),
                label: labelOf(tile),
                place: { row, column: 0 },
              })),
            })),
          },
    empty: '地区名录还是空的。',
  }
}

const tileOf = (district: District, today: string): Tile => {
  const { shortName, name = district.code, validFrom, validTo, designations } = district.values
  const state =
    validTo !== undefined && validTo <= today
      ? '已停用'
      : validFrom !== undefined && validFrom > today
        ? '未启用'
        : undefined
  const held = new Set(designationsOn(designations, today).map(({ level }) => level))
  const levels = pilotLevels.map(({ value }) => value).filter((value) => held.has(value))
  return {
    district,
    name: shortName ?? name,
    levels,
    state,
    group: state === undefined ? (levels[0] ?? noLevel) : notInForce,
  }
}

const orderOf = ({ group }: Tile): number => looks.findIndex(([name]) => name === group)

const labelOf = ({ name, levels, state }: Tile): string =>
  [name, state ?? levels.join('·')].filter((words) => words !== '').join('\n')

const stateWords = ({ values: { validFrom, validTo } }: District, state: string | undefined): string =>
  state === undefined ? '在用' : `${state}（${(state === '已停用' ? validTo : validFrom) ?? ''}）`

/** A district that the arrangement does not know stands below it, one beside the other. */
const placesOf = (tiles: readonly Tile[]) => {
  const strange = tiles.filter(({ district }) => !districtTiles.has(district.code))
  return new Map([
    ...districtTiles,
    ...strange.map(
      ({ district }, index) =>
        [
          district.code,
          { column: index % tileColumns, row: tileRows + Math.floor(index / tileColumns) },
        ] as const,
    ),
  ])
}
