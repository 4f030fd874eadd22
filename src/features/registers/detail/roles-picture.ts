import { type Consortium, coverage, type Member, membersAt } from '../../../domain/indicators/consortia'
import { customPeriod } from '../../../domain/period'
import { consortiumRoles } from '../../../domain/reference/lists'
import type { Filter } from '../../../storage/store'
import type { Picture } from '../../../ui/chart/picture'

export type ShowMembers = (filter: Filter) => void

interface Shown {
  readonly names: Readonly<Record<string, string>>
  /** The name of the consortium. */
  readonly label: string
  /** ISO day on which one has to be a member. */
  readonly day: string
}

/** 政产学研金服用 (S): the members on the books by role, each once a role, and which roles are empty (K22). */
export const rolesPicture = (
  record: Consortium,
  { names, label, day }: Shown,
  onMembers: ShowMembers | undefined,
): Picture => {
  const members = membersAt(record, customPeriod(day, day))
  const roles = consortiumRoles.map(({ value }) => {
    const ids = idsIn(members, value)
    return { role: value, ids, words: ids.length === 0 ? '空缺' : `${String(ids.length)} 家` }
  })
  const covered = coverage(members)
  const missing = roles.filter(({ ids }) => ids.length === 0).map(({ role }) => role)
  return {
    title: `${label}成员角色`,
    summary: `角色覆盖 ${String(covered)}/7 类${
      missing.length === 0 ? '，七类齐全' : `，缺：${missing.join('、')}`
    }。${roles.map(({ role, words }) => `${role} ${words}`).join('，')}。`,
    note: `角色覆盖 ${String(covered)}/7 类${
      missing.length === 0 ? '，七类齐全' : `，缺：${missing.join('、')}`
    }。只计在册的成员，一家机构有几个角色的，每个角色各计一次。`,
    table: {
      corner: '角色',
      columns: ['家数', '成员单位', '谁可以担任'],
      rows: roles.map(({ role, ids, words }, index) => ({
        name: role,
        cells: [
          {
            text: words,
            words: `${role} ${words}`,
            ...(ids.length === 0 || onMembers === undefined
              ? {}
              : {
                  open: () =>
                    onMembers({ kind: 'ids', ids: ids.join(' '), label: `${label}的“${role}”成员` }),
                }),
          },
          { text: ids.map((id) => names[id] ?? '…').join('、') || '—', words: '' },
          { text: consortiumRoles[index]?.hint ?? '', words: '' },
        ],
      })),
    },
    drawing: {
      kind: 'heptagon',
      corners: roles.map(({ role, ids, words }) => ({ name: role, count: ids.length, words })),
    },
  }
}

const idsIn = (members: readonly Member[], role: string): readonly string[] => [
  ...new Set(
    members
      .filter((member) => member.role === role)
      .flatMap(({ organization }) => (organization === undefined ? [] : [organization])),
  ),
]
