import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts'
import type { Drawn, Edge } from './drawn'
import { brand, ink, lineStrong, paper, picked, soft, text } from './looks'
import type { Heptagon } from './picture'

type Point = readonly [number, number]

/** For what is said beside the corners. */
const room = 46
const inner = 12
const dot = 11

/** `edge`: what is left free above and below, of a picture that stands alone. */
export const drawHeptagon = ({ corners }: Heptagon, edge: Edge): Drawn => ({
  option: {
    series: [
      {
        type: 'custom',
        coordinateSystem: 'none',
        silent: true,
        data: [0],
        renderItem: (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
          ground(api, corners, edge),
      },
      {
        type: 'custom',
        coordinateSystem: 'none',
        data: corners.map(({ count }) => count),
        renderItem: ({ dataIndex }: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
          corner(api, dataIndex, corners, edge),
      },
    ],
  },
  marks: corners.map((_, row) => ({ seriesIndex: 1, dataIndex: row, place: { row, column: 0 } })),
})

const measures = (api: CustomSeriesRenderItemAPI, { top, bottom }: Edge) => {
  const height = api.getHeight() - top - bottom
  return {
    centre: [api.getWidth() / 2, top + height / 2 + 6] as const,
    radius: Math.min(api.getWidth(), height) / 2 - room,
  }
}

const pointAt = (centre: Point, index: number, count: number, distance: number): Point => {
  const angle = (index / count) * 2 * Math.PI - Math.PI / 2
  return [centre[0] + Math.cos(angle) * distance, centre[1] + Math.sin(angle) * distance]
}

const ground = (api: CustomSeriesRenderItemAPI, corners: Heptagon['corners'], edge: Edge) => {
  const { centre, radius } = measures(api, edge)
  const outline = (distance: (index: number) => number) =>
    corners.map((_, index) => [...pointAt(centre, index, corners.length, distance(index))])
  const ring = (scale: number) => ({
    type: 'polygon' as const,
    shape: { points: outline(() => radius * scale) },
    style: { fill: 'none', stroke: lineStrong },
  })
  return {
    type: 'group' as const,
    children: [
      ...[1, 0.66, 0.33].map(ring),
      {
        type: 'polygon' as const,
        shape: { points: outline((index) => ((corners[index]?.count ?? 0) > 0 ? radius : inner)) },
        style: { fill: '#d8e6fa', stroke: brand, lineWidth: 2 },
      },
    ],
  }
}

/** Filled where the role has members, hollow and dashed where it has none; both say it in words. */
const corner = (api: CustomSeriesRenderItemAPI, index: number, corners: Heptagon['corners'], edge: Edge) => {
  const { centre, radius } = measures(api, edge)
  const [x, y] = pointAt(centre, index, corners.length, radius)
  const [textX, textY] = pointAt(centre, index, corners.length, radius + dot + 6)
  const { name = '', count = 0, words = '' } = corners[index] ?? {}
  const isEmpty = count === 0
  const side = textX - centre[0]
  return {
    type: 'group' as const,
    children: [
      {
        type: 'circle' as const,
        shape: { cx: x, cy: y, r: dot },
        style: {
          fill: isEmpty ? paper : brand,
          stroke: isEmpty ? soft : brand,
          lineWidth: 1.5,
          lineDash: isEmpty ? [3, 3] : [],
        },
        emphasis: { style: picked },
      },
      {
        type: 'text' as const,
        silent: true,
        style: {
          text: name,
          x,
          y,
          align: 'center' as const,
          verticalAlign: 'middle' as const,
          fill: isEmpty ? soft : paper,
          fontFamily: text.fontFamily,
          fontSize: 13,
          fontWeight: 'bold' as const,
        },
      },
      {
        type: 'text' as const,
        silent: true,
        style: {
          text: words,
          x: textX,
          y: textY,
          align: Math.abs(side) < 4 ? ('center' as const) : side > 0 ? ('left' as const) : ('right' as const),
          verticalAlign: Math.abs(side) < 4 ? ('bottom' as const) : ('middle' as const),
          fill: isEmpty ? soft : ink,
          fontFamily: text.fontFamily,
          fontSize: 13,
        },
      },
    ],
  }
}
