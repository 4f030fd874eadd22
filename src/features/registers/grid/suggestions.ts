import type { Field } from '../../../domain/field'
import { labelMatches } from '../../../domain/search'
import type { Store } from '../../../storage/store'
import type { Suggestion } from '../../../ui/cell-editor'

const mostShown = 30

/** What can be chosen in a cell of this field, for what is typed so far. */
export const suggestionsFor = async (
  store: Store,
  field: Field | undefined,
  typed: string,
  district: string | undefined,
): Promise<readonly Suggestion[]> => {
  if (field === undefined) return []
  if (field.kind === 'yesNo') return plainOnes(['是', '否'], typed)
  if (field.kind === 'choice' || field.kind === 'choices')
    return plainOnes(
      field.options.map(({ value, label }) => label ?? value),
      typed,
    )
  if (field.kind !== 'link' && field.kind !== 'links') return []
  const found = await store.pick({
    register: field.to,
    search: typed,
    limit: mostShown,
    ...(field.only === undefined ? {} : { only: field.only }),
    ...(district === undefined ? {} : { district }),
  })
  const labels = found.map(({ label }) => label)
  return found.map(({ label, code, detail }) => ({
    // People of the same name are told apart by their numbers.
    value: labels.filter((other) => other === label).length > 1 ? code : label,
    label,
    detail: detail === '' ? code : detail,
  }))
}

const plainOnes = (labels: readonly string[], typed: string): readonly Suggestion[] =>
  labels
    .filter((label) => labelMatches(typed, { label }))
    .toSorted((a, b) => Number(b === typed) - Number(a === typed))
    .map((label) => ({ value: label, label, detail: '' }))

/** What stands between several values in one cell. */
export const separatorIn = (field: Field | undefined): string | undefined =>
  field?.kind === 'choices' || field?.kind === 'links' ? '、' : undefined
