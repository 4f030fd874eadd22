import { expect, test } from 'vitest'
import { markAfter } from '../support/entries'
import { bundleScript } from '../support/script'
import { runOnSmallDisk } from '../support/small-disk'
import { temporaryFolder } from '../support/vaults'

const written = { status: 'written' }
const noRoom = expect.objectContaining({ status: 'failed', reason: 'diskFull' }) as unknown
const noRight = expect.objectContaining({ status: 'failed', reason: 'readOnly' }) as unknown

test('a full disk, and one that becomes read-only, lose nothing and are said in plain words', async () => {
  const script = await bundleScript('full-disk', await temporaryFolder())
  const answers = runOnSmallDisk(script, await temporaryFolder(), '4m')
  expect(answers).toEqual({
    tooBig: {
      status: 'failed',
      reason: 'diskFull',
      message: '数据已存入数据库，但第二份没有写成：磁盘空间不足。',
      advice: '请清理磁盘，程序会自动再试。已填写的内容都在。',
    },
    partsBeforeFull: expect.toSatisfy((parts: number) => parts > 3) as unknown,
    afterTooBig: written,
    wholeAfterTooBig: true,

    full: noRoom,
    fullAgain: 'failed',
    snapshotWhenFull: noRoom,
    deskWhenFull: noRoom,
    deskReadWhenFull: 'before',
    readWhenFull: true,
    leftBeside: [],
    openedWhenFull: { head: { seq: 6, mark: markAfter(6) }, faults: [] },
    appendedWhenFull: 'failed',

    withRoom: written,
    snapshotWithRoom: 'taken',
    deskWithRoom: written,
    wholeWithRoom: true,

    openedTornAndFull: 99,
    appendedTornAndFull: ['failed', 'failed', 'failed', 'failed', 'failed'],
    appendedTornWithRoom: written,
    wholeAfterTorn: true,
    // However often it had to be tried.
    damagedFolders: 1,

    asideWhenFull: 'set aside',
    keptWhenFull: [true, true, true],
    bytesAcross: expect.toSatisfy((bytes: number) => bytes >= 200_000) as unknown,
    movedAcross: ['000005.ldb', '000007.log', 'CURRENT'],

    readOnly: noRight,
    snapshotReadOnly: noRight,
    openedReadOnly: 100,
    appendedReadOnly: 'failed',
    wholeReadOnly: true,
    writable: written,
    wholeWritable: true,
  })
})
