import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  attachmentTypes,
  extensionOf,
  largestAttachment as largestTaken,
  largestMade as largestMadeTaken,
} from '../../../src/bridge/attachments'
import { attachmentUses, withoutAttachments } from '../../../src/domain/attachments'
import type { Attachment, Field } from '../../../src/domain/field'
import { acceptsValue, checkValue, formatValue, parseValue } from '../../../src/domain/kinds/all'
import {
  joinFiles,
  largestAttachment,
  largestMade,
  partsOfName,
  showSize,
} from '../../../src/domain/kinds/attachments'
import { consortia } from '../../../src/domain/registers/consortia'
import { consortium } from '../support/records'

const field: Field = { kind: 'attachments', label: '佐证附件' }
const hashOf = (digit: string): string => digit.repeat(64)
const file = (name: string, hash = hashOf('a'), size = 2048): Attachment => ({
  name,
  type: attachmentTypes.get(extensionOf(name)) ?? 'application/pdf',
  size,
  hash,
})

const anyFile: fc.Arbitrary<Attachment> = fc.record({
  name: fc
    .tuple(
      fc.constantFrom('签到表', '照片', 'IMG_0012', '方案.v2'),
      fc.constantFrom(...attachmentTypes.keys(), 'JPG', 'PDF'),
    )
    .map(([stem, extension]) => `${stem}.${extension}`),
  type: fc.constantFrom(...attachmentTypes.values()),
  size: fc.integer({ min: 1, max: largestAttachment }),
  hash: fc.integer({ min: 0, max: 30 }).map((number) => number.toString(16).padStart(64, '0')),
})
const someFiles = fc
  .uniqueArray(anyFile, { selector: ({ hash }) => hash, maxLength: 8 })
  .map((files) => joinFiles([], files))

describe('a list of files', () => {
  test('is shown by its names', () =>
    expect(formatValue(field, [file('签到表.pdf'), file('照片.jpg', hashOf('b'))], () => '')).toBe(
      '签到表.pdf、照片.jpg',
    ))

  test('comes back from JSON as the same value, and stands', () => {
    fc.assert(
      fc.property(someFiles, (files) => {
        const back: unknown = JSON.parse(JSON.stringify(files))
        expect(acceptsValue(field, back)).toBe(true)
        expect(back).toEqual(files)
        expect(checkValue(field, files)).toEqual([])
      }),
    )
  })

  test('is never taken for one when anything else comes, however near', () => {
    const good = file('签到表.pdf')
    const near: readonly unknown[] = [
      { ...good, hash: hashOf('A') },
      { ...good, hash: '../../etc/passwd' },
      { ...good, hash: `${hashOf('a')}\n` },
      { ...good, size: 0 },
      { ...good, size: 1.5 },
      { ...good, size: '2048' },
      { ...good, type: 'text/html; charset=utf-8' },
      { ...good, path: 'C:\\签到表.pdf' },
      { name: good.name, size: good.size, hash: good.hash },
      null,
      '签到表.pdf',
      [good],
    ]
    for (const value of near) expect(acceptsValue(field, [value]), JSON.stringify(value)).toBe(false)
    expect(acceptsValue(field, good)).toBe(false)
    fc.assert(
      fc.property(fc.anything(), (value) => {
        if (Array.isArray(value) && value.length === 0) return
        expect(acceptsValue(field, value)).toBe(false)
      }),
    )
  })

  test('is not read out of a cell', () => {
    const read = parseValue(field, '签到表.pdf')
    expect(read.ok ? '' : read.reason).toBe('附件请在表单中添加')
  })
})

describe('what cannot stand is said with the way out', () => {
  test.each<[string, readonly Attachment[], string]>([
    [
      '21 files',
      Array.from({ length: 21 }, (_, index) =>
        file(`照片${String(index)}.jpg`, index.toString(16).padStart(64, '0')),
      ),
      '最多 20 个附件，现在 21 个',
    ],
    ['a file of 60 MB', [file('视频.mp4', hashOf('a'), 60 * 1024 * 1024)], '“视频.mp4”有 60 MB，超过 50 MB'],
    ['the same content twice', [file('甲.pdf'), file('乙.pdf')], '“甲.pdf”和“乙.pdf”内容相同，请移除一个。'],
    [
      'two of one name',
      [file('签到表.pdf'), file('签到表.PDF', hashOf('b'))],
      '有两个附件都叫“签到表.PDF”，请改一个名称。',
    ],
    ['a path', [file('..\\启动.pdf')], '文件名不能含有'],
    ['a name written backwards', [file('照片\u202egpj.pdf')], '文件名不能含有'],
    ['no name', [file('  .pdf')], '附件的名称不能为空。'],
    ['a name without end', [file(`${'长'.repeat(200)}.pdf`)], '文件名最多 200 字'],
  ])('%s', (_what, files, words) => expect(checkValue(field, files).join('')).toContain(words))
})

test('files join those that are there: nothing is lost, no content twice, no name twice, no extension changed', () => {
  fc.assert(
    fc.property(someFiles, fc.array(anyFile, { maxLength: 8 }), (own, more) => {
      const joined = joinFiles(own, more)
      expect(joined.slice(0, own.length)).toEqual(own)
      const hashes = joined.map(({ hash }) => hash)
      expect(new Set(hashes)).toEqual(new Set([...own, ...more].map(({ hash }) => hash)))
      expect(new Set(hashes).size).toBe(hashes.length)
      expect(new Set(joined.map(({ name }) => name.toLowerCase())).size).toBe(joined.length)
      for (const one of joined) {
        const given = [...own, ...more].find(({ hash }) => hash === one.hash)
        expect(partsOfName(one.name)[1]).toBe(partsOfName(given?.name ?? '')[1])
      }
    }),
  )
  expect(joinFiles([file('截图.png')], [file('截图.png', hashOf('b'))]).map(({ name }) => name)).toEqual([
    '截图.png',
    '截图（2）.png',
  ])
})

test('sizes read as in the file manager', () => {
  expect([12, 1536, 1024 * 1024, 2.5 * 1024 * 1024].map(showSize)).toEqual(['12 B', '2 KB', '1 MB', '2.5 MB'])
})

test('what the main process keeps is what a record takes', () => {
  expect(largestTaken).toBe(largestAttachment)
  expect(largestMadeTaken).toBe(largestMade)
  for (const [extension, type] of attachmentTypes)
    expect(acceptsValue(field, [{ ...file(`a.${extension}`), type }]), extension).toBe(true)
})

test('every file of a record is found, child rows and deleted records included, and a copy takes none of them', () => {
  const values = {
    name: '新材料联合体',
    charterFiles: [file('章程.pdf')],
    elements: [
      { element: '引进一个全国学会', status: '已落实', evidenceFiles: [file('协议.pdf', hashOf('b'))] },
      { element: '联合一个科研院所', status: '未启动' },
    ],
  } as const
  const record = consortium(values, { deletedAt: '2021-07-02T08:00:00.000Z' })
  expect(
    attachmentUses(consortia, record).map(({ field: label, attachment }) => [label, attachment.hash]),
  ).toEqual([
    ['协议或章程附件', hashOf('a')],
    ['“五个一”：佐证附件', hashOf('b')],
  ])
  expect(withoutAttachments(consortia.fields, values)).toEqual({
    name: '新材料联合体',
    elements: [
      { element: '引进一个全国学会', status: '已落实' },
      { element: '联合一个科研院所', status: '未启动' },
    ],
  })
})
