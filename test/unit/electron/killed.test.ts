import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { entryLines, readAll } from '../support/entries'
import { bundleScript } from '../support/script'
import { temporaryFolder, vaultIn } from '../support/vaults'

const kills = 25

/** Lets the script say entries, and kills it in the middle of it. Gives the last number that it was told “written” for. */
const sayUntilKilled = (script: string, folder: string, milliseconds: number): Promise<number> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (more: Buffer) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
      said += more.toString()
    })
    child.on('error', fail)
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') done(Number(said.trimEnd().split('\n').at(-1)))
      else fail(new Error(`The script ended by itself after ${said}`))
    })
  })

/** What the script says for an entry. */
const linesSaid = (seq: number): readonly string[] => entryLines(seq, seq % 5 === 0 ? 200 : 2)

test(`everything acknowledged is there after a kill, ${String(kills)} times over`, async () => {
  const script = await bundleScript('append-loop', await temporaryFolder())
  const folder = await temporaryFolder()
  let lost = 0
  for (let round = 1; round <= kills; round += 1) {
    const acknowledged = await sayUntilKilled(script, folder, randomInt(0, 120))
    const vault = vaultIn(folder)
    const { head, faults } = await vault.open()
    const seq = head?.seq ?? 0
    lost += Math.max(0, acknowledged - seq)
    // At most the one entry that was being written, whole.
    expect(seq - acknowledged).toBeLessThanOrEqual(1)
    expect(faults.filter(({ what }) => what !== 'unfinished')).toEqual([])
    const { lines } = await readAll(vault)
    expect(lines).toEqual(Array.from({ length: seq }, (_, index) => linesSaid(index + 1)).flat())
    expect((await vault.snapshots()).every(({ good }) => good)).toBe(true)
    await vault.close()
  }
  expect(lost).toBe(0)
})
