import { useEffect, useState } from 'react'
import { labelOfOption } from '../../../domain/kinds/choice'
import { showNumber } from '../../../domain/kinds/number'
import type { Field } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { Facets, Filter, ListQuery, Store } from '../../../storage/store'
import { useRevision } from '../../../ui/use-revision'

interface FacetPanelProps {
  readonly register: Register
  readonly store: Store
  readonly query: ListQuery
  readonly onFilters: (filters: readonly Filter[]) => void
}

const mostFields = 6
const mostValues = 12

/** The choices by which a list is usually divided: its state, then the choice fields among its columns. */
export const facetFields = ({ fields, lifecycle }: Register): readonly string[] => {
  const listed = Object.entries(fields).flatMap(([name, { kind, list }]) =>
    list === true && ['choice', 'choices', 'yesNo'].includes(kind) ? [name] : [],
  )
  const state = lifecycle === undefined ? [] : [lifecycle.field]
  return [...new Set([...state, ...listed])].slice(0, mostFields)
}

const wordFor = (field: Field | undefined, value: string): string => {
  if (field?.kind === 'yesNo') return value === 'true' ? '是' : '否或未填'
  return field !== undefined && 'options' in field ? labelOfOption(field.options, value) : value
}

/** How many records there are of each choice; a click shows only those. */
export const FacetPanel = ({ register, store, query, onFilters }: FacetPanelProps) => {
  const [facets, setFacets] = useState<Facets>({})
  const revision = useRevision(store)
  useEffect(() => {
    let isOld = false
    void store.facets(query, facetFields(register)).then((found) => {
      if (!isOld) setFacets(found)
    })
    return () => {
      isOld = true
    }
  }, [store, register, query, revision])

  const chosenIn = (name: string): readonly string[] =>
    query.filters.flatMap((filter) => (filter.kind === 'oneOf' && filter.field === name ? filter.values : []))
  const toggle = (name: string, value: string): void => {
    const chosen = chosenIn(name)
    const values = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    const others = query.filters.filter((filter) => !(filter.kind === 'oneOf' && filter.field === name))
    onFilters(values.length === 0 ? others : [...others, { kind: 'oneOf', field: name, values }])
  }
  return (
    <aside className="facets" aria-label="分类统计">
      {facetFields(register).map((name) => {
        const field = register.fields[name]
        const counts = yesOrNo(field, facets[name] ?? {})
        const said = Object.entries(counts)
          .filter(([value]) => value !== '')
          .toSorted(([, a], [, b]) => b - a)
        const chosen = chosenIn(name)
        return (
          <section key={name} aria-label={field?.label}>
            <h2>{field?.label}</h2>
            {said.length === 0 && <div className="soft">没有填写的</div>}
            {said.slice(0, mostValues).map(([value, count]) => (
              <button
                key={value}
                type="button"
                aria-pressed={chosen.includes(value)}
                onClick={() => toggle(name, value)}
              >
                <span title={wordFor(field, value)}>{wordFor(field, value)}</span>
                <span>{showNumber(count)}</span>
              </button>
            ))}
            {said.length > mostValues && (
              <div className="soft">{`还有 ${String(said.length - mostValues)} 种，请用“筛选”`}</div>
            )}
          </section>
        )
      })}
    </aside>
  )
}

/** Nothing said is the same as 否, as in the filter. */
const yesOrNo = (
  field: Field | undefined,
  counts: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> => {
  if (field?.kind !== 'yesNo') return counts
  const { true: yes = 0, false: no = 0, '': none = 0 } = counts
  return { ...(yes > 0 ? { true: yes } : {}), ...(no + none > 0 ? { false: no + none } : {}) }
}
