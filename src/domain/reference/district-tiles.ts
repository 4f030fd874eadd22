/**
 * Where the tile of a district stands, for a picture in which each district is as large as any other (I: our own arrangement by
 * their rough position to each other; it is no map). Zones, which lie within districts, stand apart at the top left.
 */
const arrangement: readonly string[] = [
  'CQ-GXQ CQ-CSJK CQ-WSJK CQ-SQJK - - - 500229',
  '- - - - - - 500154 - 500238',
  '- - - - - 500155 500101 500235 500236 500237',
  '500152 500117 500109 CQ-LJX 500112 500231 500233',
  '500111 500151 500120 500106 500105 500115 500230 500240',
  '500153 500118 500107 500103 500108 500102 500156 500243 500114',
  '- - 500116 500104 500113 500119 - - 500242',
  '- - - - 500110 - - - 500241',
]

/** The place of each district by its code, columns and rows from 0. */
export const districtTiles: ReadonlyMap<string, { readonly column: number; readonly row: number }> = new Map(
  arrangement.flatMap((line, row) =>
    line.split(' ').flatMap((code, column) => (code === '-' ? [] : [[code, { column, row }] as const])),
  ),
)

export const tileColumns = 10
export const tileRows = arrangement.length
