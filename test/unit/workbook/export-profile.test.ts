import { describe, expect, test } from 'vitest'
import { isBlankMark, leftOutText } from '../../../src/domain/kinds/kind'
import {
  builtInProfiles,
  type ExportProfile,
  isLeftOut,
  latestOf,
  ownUse,
  profileProblem,
  readProfiles,
} from '../../../src/workbook/export-profile'

const bureau: ExportProfile = {
  name: '财政局',
  recipient: '市财政局',
  maskPhones: true,
  leftOut: ['合同金额'],
  watermark: '仅供市财政局使用',
}

test('a column is left out by its name, with or without its unit', () => {
  expect(isLeftOut(bureau, '合同金额（万元）')).toBe(true)
  expect(isLeftOut(bureau, '合同金额')).toBe(true)
  expect(isLeftOut(bureau, '合同\n金额（万元）')).toBe(true)
  expect(isLeftOut(bureau, '合同份数')).toBe(false)
  expect(isLeftOut(ownUse, '合同金额')).toBe(false)
})

test('what stands for a thing left out comes back as nothing', () => {
  expect(isBlankMark(leftOutText)).toBe(true)
})

describe('what was saved', () => {
  test('comes back as it was', () => {
    expect(readProfiles(JSON.parse(JSON.stringify([bureau])))).toEqual([bureau])
  })

  test('and was damaged gives only what can be used, and masks phones when in doubt', () => {
    expect(readProfiles('x')).toEqual([])
    expect(readProfiles([null, 3, { name: '' }])).toEqual([])
    expect(readProfiles([{ name: '甲', leftOut: [1, '电话'], watermark: 5 }])).toEqual([
      { name: '甲', recipient: '', maskPhones: true, leftOut: ['电话'], watermark: '' },
    ])
  })

  test('has names of its own', () => {
    expect(profileProblem([bureau], ' ')).toBe('请填写方案名称。')
    expect(profileProblem([bureau], '财政局')).toBe('已有方案“财政局”，请换一个名称。')
    expect(profileProblem([bureau], '财政局', '财政局')).toBeUndefined()
    for (const { name } of builtInProfiles) expect(profileProblem([], name)).toContain('已有方案')
  })

  test('is taken as it is now, and as it was chosen when it is gone', () => {
    const changed = { ...bureau, recipient: '区财政局' }
    expect(latestOf([changed], bureau)).toBe(changed)
    expect(latestOf([], bureau)).toBe(bureau)
  })
})
