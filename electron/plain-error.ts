import { codeOf } from './system-error'

const longestMessage = 300
const mostFrames = 20

/** Anything in quotes, any path, and anything that is not plain English may be what the user typed. */
const values = /"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|(?:[A-Za-z]+:)?[\\/][^\s"']+|[^\u0020-\u007e]+|\d{4,}/gu

/** An error as text without the values in it: its name, its code, its message with its values left out, where it arose. */
export const plainError = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  const code = codeOf(error)
  const name = code === undefined ? error.name : `${error.name} ${code}`
  return plainReport(`${name}: ${error.message}`, error.stack ?? '')
}

/** The same for an error that another process tells of. */
export const plainReport = (message: string, stack: string): string =>
  [plain(message).slice(0, longestMessage), ...framesIn(stack)].join('\n')

const plain = (text: string): string => text.replace(values, '…')

/** The calls of a stack, each with the name of its file only: the folders above it may hold the user's name. */
const framesIn = (stack: string): readonly string[] =>
  stack
    .split('\n')
    .flatMap((line) => {
      const [, called = '', place] = /^\s*at (?:(.*) \()?([^()]*)\)?$/u.exec(line) ?? []
      const file = place?.split(/[\\/]/u).at(-1)
      return file === undefined ? [] : [`    at ${plain(`${called} ${file}`).trim().slice(0, 160)}`]
    })
    .slice(0, mostFrames)
