import type { YesNoField } from '../field'
import { blank, halfWidth, type Kind, parsed, tidy, unreadable } from './kind'

const yes = /^(?:是|有|√|✓|✔|☑|对|y|yes|true|1)$/iu
const no = /^(?:否|无|不是|没有|×|✗|☐|□|n|no|false|0)$/iu

export const yesNo: Kind<YesNoField, boolean> = {
  parse: (input) => {
    if (typeof input === 'boolean') return parsed(input)
    const word = halfWidth(tidy(input))
    if (yes.test(word)) return parsed(true)
    if (no.test(word)) return parsed(false)
    return /^[-—/]?$/u.test(word) ? blank : unreadable(`“${word}”看不出是“是”还是“否”`)
  },
  format: (value) => (value ? '是' : '否'),
  check: () => [],
  compare: (a, b) => Number(a) - Number(b),
  accepts: (value): value is boolean => typeof value === 'boolean',
}
