/** Rows of bits that are all equally long and grow together; a row takes room only once one of its bits is set. */
export interface BitRows {
  readonly set: (row: number, at: number) => void
  /** Clears a bit in every row. */
  readonly clear: (at: number) => void
  /** The bits that are set in all of these rows, 32 in each number, the lowest first. */
  readonly common: (rows: readonly number[]) => Uint32Array
}

export const hasBit = (bits: Uint32Array, at: number): boolean =>
  ((bits[at >> 5] ?? 0) & (1 << (at & 31))) !== 0

export const createBitRows = (rowCount: number): BitRows => {
  const rows: (Uint32Array | undefined)[] = Array.from({ length: rowCount })
  let size = 1024

  const grow = (): void => {
    size *= 2
    for (const [at, row] of rows.entries()) {
      if (row === undefined) continue
      const larger = new Uint32Array(size)
      larger.set(row)
      rows[at] = larger
    }
  }

  return {
    set: (row, at) => {
      while (at >> 5 >= size) grow()
      const bits = (rows[row] ??= new Uint32Array(size))
      bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31))
    },
    clear: (at) => {
      for (const bits of rows)
        if (bits !== undefined) bits[at >> 5] = (bits[at >> 5] ?? 0) & ~(1 << (at & 31))
    },
    common: (wanted) => {
      const left = new Uint32Array(size).fill(0xffff_ffff)
      for (const row of wanted) {
        const bits = rows[row]
        for (let at = 0; at < size; at += 1) left[at] = (left[at] ?? 0) & (bits?.[at] ?? 0)
      }
      return left
    },
  }
}
