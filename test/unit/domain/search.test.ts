import { expect, test } from 'vitest'
import { compileQuery, searchable } from '../../../src/domain/search'

const finds = (query: string, text: string): boolean => compileQuery(query)(searchable(text))

test.each([
  ['yc', '永川区'],
  ['fwjl', '服务记录'],
  ['yongchuan', '永川区'],
  ['yong川', '永川区'],
  ['永c', '永川区'],
  ['ycq', '重庆市永川区'],
  ['cqcc', '重庆长城'],
  ['zqzc', '重庆长城'],
  ['chongqing', '重庆'],
  ['zhongqing', '重庆'],
  ['FW-5001', 'FW-500118-2021-0007'],
  ['９１５０', '91500118M905557B3J'],
  ['永川 精准', '永川区 精准化'],
  ['', '什么都行'],
])('“%s” finds %s', (query, text) => expect(finds(query, text)).toBe(true))

test.each([
  ['yx', '永川区'],
  ['cy', '永川区'],
  ['永川 定制', '永川区 精准化'],
  ['changan', '长江'],
])('“%s” does not find %s', (query, text) => expect(finds(query, text)).toBe(false))
