import { halfWidth } from '../../domain/kinds/kind'

const chosen = '☑☒✓✔√■●◉★'
const open = '□☐○◯〇'
const box = /[（([]\s*([√✓✔vVxX×]?)\s*[）)\]]/gu

/**
 * What is ticked in a cell that shows all options: ☑技术攻关　□项目研发, 精准化√ 定制化, 技术攻关（√）项目研发（ ）.
 * Undefined for cells without marks; an empty list when nothing is ticked.
 */
export const ticked = (text: string): readonly string[] | undefined => {
  const marked = halfWidth(text).replace(box, (_, mark: string) => (mark === '' ? '□' : '☑'))
  const marks = new RegExp(`[${chosen}${open}]`, 'u')
  if (!marks.test(marked) || marked.replace(new RegExp(`[${chosen}${open}\\s]`, 'gu'), '') === '')
    return undefined
  const pieces = [...marked.matchAll(new RegExp(`([${chosen}${open}])|([^${chosen}${open}]+)`, 'gu'))]
    .map(([piece]) => piece.trim())
    .filter((piece) => piece !== '')
  const before = marks.test(pieces[0] ?? '')
  const showsAll = new RegExp(`[${open}]`, 'u').test(marked)
  const isChosen = (piece: string | undefined): boolean => piece !== undefined && chosen.includes(piece)
  return pieces.flatMap((piece, index) => {
    if (marks.test(piece)) return []
    const mark = before ? pieces[index - 1] : pieces[index + 1]
    if (!isChosen(mark)) return []
    // 精准化√ 定制化: only the last word before the mark is ticked.
    const words = piece.split(/[\s、,，;；/|]+/u).filter((word) => word !== '')
    const word = before ? (showsAll ? words.join('') : (words[0] ?? '')) : (words.at(-1) ?? '')
    return [withoutBlank(word)].filter((name) => name !== '')
  })
}

/** 其他 of 其他：______ */
const withoutBlank = (word: string): string =>
  word.replace(/[:：]?[_＿—-]{2,}.*$/u, '').replace(/[:：]$/u, '')
