// A Chinese character is as wide as two others.
const width = (text) => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)

/**
 * Prints rows of text as a table; the columns in `numbers` are aligned to the right.
 * @param {string[][]} rows the heading first
 * @param {number[]} numbers
 */
export const printTable = (rows, numbers) => {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((cells) => width(cells[at]))))
  for (const cells of rows) {
    const padded = cells.map((cell, at) => {
      const space = ' '.repeat(widths[at] - width(cell))
      return numbers.includes(at) ? space + cell : cell + space
    })
    console.log(padded.join('  ').trimEnd())
  }
}
