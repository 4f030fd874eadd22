import { expect, test } from 'vitest'
import { organizations } from '../../../src/domain/registers/organizations'
import { usualLayout } from '../../../src/features/registers/list/columns'
import { nameProblem, parseViews } from '../../../src/features/registers/list/views'

const view = { name: '企业', search: '甲', filters: [], layout: usualLayout(organizations) }

test('views come back as they were saved', () => {
  const filters = [{ kind: 'oneOf' as const, field: 'orgType', values: ['企业'] }]
  expect(parseViews(organizations, [{ ...view, filters }])).toEqual([{ ...view, filters }])
})

test('what is no view, or a filter of another register or of one batch, is left out', () => {
  expect(parseViews(organizations, 'x')).toEqual([])
  const filters = [{ kind: 'oneOf', field: 'gone', values: [] }, { kind: 'batch', batch: 'x' }, 7]
  expect(parseViews(organizations, [7, { search: '' }, { ...view, filters }])).toEqual([view])
})

test('two views have different names', () => {
  expect(nameProblem([view], ' 企业 ')).toContain('已有视图')
  expect(nameProblem([view], '企业', '企业')).toBeUndefined()
  expect(nameProblem([view], ' ')).toBe('请填写视图名称。')
})
