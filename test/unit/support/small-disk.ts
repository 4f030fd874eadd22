import { spawnSync } from 'node:child_process'

/** The ways to get a file system of one's own; the first needs to be root, the others that the system allows it. */
const ways = [
  ['unshare', '-m'],
  ['unshare', '-rm'],
  ['sudo', '-n', 'unshare', '-m'],
] as const

/** Runs a script with a small file system mounted at `folder`, which ends with it. Gives what it wrote, as JSON. */
export const runOnSmallDisk = (script: string, folder: string, size: string): unknown => {
  const way = ways.find(([command, ...args]) => spawnSync(command, [...args, 'true']).status === 0)
  if (way === undefined)
    throw new Error('This needs Linux, and a user who may mount a file system (unshare).')
  const [command, ...args] = way
  const mounted = `mount -t tmpfs -o size=${size} tmpfs "$1" && exec "$2" "$3" "$1"`
  const { status, stdout, stderr } = spawnSync(
    command,
    [...args, 'sh', '-c', mounted, 'sh', folder, process.execPath, script],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
