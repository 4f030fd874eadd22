import { describe, expect, test, vi } from 'vitest'
import { diagnosticsText } from '../../../src/app/diagnostics'
import { createFaultDesk, reportOf } from '../../../src/app/faults'
import { registers } from '../../../src/domain/registers/all'

const findings = {
  at: '2021-07-02T08:00:00.000Z',
  app: { version: '1.2.3', platform: 'win32', packaged: true },
  browser: 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.1 Electron/45.4.1 Safari/537.36',
  copy: '完整',
  counts: { organizations: { total: 12, samples: 3, gaps: 1, states: {} } },
  trash: { organizations: 2 },
  log: ['2021-07-02 160000 启动 1.2.3'],
} as const

describe('the diagnostics', () => {
  test('tell versions, counts and the log', () => {
    const text = diagnosticsText(registers, findings)
    for (const line of [
      '版本：1.2.3',
      '系统：win32',
      '内核：Chrome/140.0.1 Electron/45.4.1',
      '第二份数据：完整',
      '  机构 12（示例 3，待补充 1），回收站 2',
      '最近的日志（1 行）：',
      '  2021-07-02 160000 启动 1.2.3',
    ])
      expect(text.split('\r\n')).toContain(line)
  })

  test('say so where the database did not answer', () => {
    const text = diagnosticsText(registers, { ...findings, copy: undefined, counts: undefined })
    expect(text).toContain('第二份数据：（数据库没有回答）')
    expect(text).toContain('各类记录：\r\n  （数据库没有回答）')
  })
})

test('a fault is cut to what the log takes, and something thrown that is no error says nothing of itself', () => {
  const long = reportOf(new TypeError('x'.repeat(9000)))
  expect(long.message.startsWith('TypeError: xxx')).toBe(true)
  expect(long.message).toHaveLength(4000)
  expect(reportOf('张三的电话').message).not.toContain('张三')
})

test('the desk of faults writes each down and tells whoever watches, until they stop', () => {
  const log = vi.fn()
  const told = vi.fn()
  const desk = createFaultDesk(log)
  const stop = desk.watch(told)
  desk.report({ message: 'a', stack: '' })
  stop()
  desk.report({ message: 'b', stack: '' })
  expect(log.mock.calls.map(([{ message }]) => message as string)).toEqual(['a', 'b'])
  expect(told).toHaveBeenCalledTimes(1)
})
