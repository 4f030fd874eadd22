import { writeSync } from 'node:fs'
import { entryLines } from './entries'
import { plainVault } from './plain-vault'

// Says one entry after another, some of them in several parts, with a snapshot now and then, until it is killed. Each
// number that it writes was acknowledged.
const vault = plainVault(process.argv[2] ?? '')
const { head } = await vault.open()
for (let seq = (head?.seq ?? 0) + 1; ; seq += 1) {
  const lines = entryLines(seq, seq % 5 === 0 ? 200 : 2)
  const parts = seq % 5 === 0 ? 4 : 1
  const size = Math.ceil(lines.length / parts)
  for (let from = 0; from < lines.length; from += size) {
    const last = from + size >= lines.length
    const { status } = await vault.append({ seq, lines: lines.slice(from, from + size), last, sync: last })
    if (status !== 'written') throw new Error(status)
  }
  writeSync(1, `${String(seq)}\n`)
  if (seq % 4 === 0) void vault.takeSnapshot({ reason: 'interval' })
}
