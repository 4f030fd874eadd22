import 'fake-indexeddb/auto'
import { hostileFiles } from './hostile-files'
import { startDesk, takeFile } from './import-desk'

// Takes every hostile file in a process of its own. Says the longest processor time that one of them took, in seconds,
// and the most memory that the process had above what it began with, in megabytes.
const { job } = await startDesk()
const baseline = process.memoryUsage().rss
let longest = { seconds: 0, name: '' }
for (const { name, bytes } of hostileFiles(process.argv[2] ?? '')) {
  const content = bytes()
  const before = process.cpuUsage()
  await takeFile(job, content, name)
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1_000_000
  if (seconds > longest.seconds) longest = { seconds, name }
}
const most = process.resourceUsage().maxRSS * 1024 - baseline
process.stdout.write(`\n${JSON.stringify({ ...longest, megabytes: most / 1024 / 1024 })}`)
