import type { Values } from '../../domain/field'
import { newId } from '../../storage/new-id'
import type { Operation } from '../../storage/store'

/**
 * What the source text (重庆日报, special page of May 2021) and public reports say, and nothing more: what they leave open
 * stays empty (待补充), what is inferred says so in 备注. These records are no samples.
 */
const article = '重庆日报2021年5月特刊'
export const city = '500000'

/** A fact and the id by which others link to it. */
export interface Fact {
  readonly id: string
  readonly operation: Operation
}

export const fact = (
  register: string,
  districtCode: string,
  values: Values,
  remark = '',
  source = article,
): Fact => {
  const id = newId()
  const operation = {
    kind: 'create',
    register,
    id,
    districtCode,
    confidentiality: '公开',
    sourceNote: source,
    ...(remark === '' ? {} : { remark }),
    values,
  } as const
  return { id, operation }
}
