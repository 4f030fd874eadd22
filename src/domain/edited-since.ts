import type { Flag, Register } from './register'
import { submissions } from './registers/submissions'

/** What is pointed out about a record that was changed after a report that counts it was sent (domain C, rule 6; I). */
export const editedSince: Flag = {
  label: '报送后修改',
  tone: 'attention',
  why: '列入了已经报送的报表，报表生成之后又改过',
}

/** All that may be pointed out about records of a register, by which its list can be filtered. */
export const flagLabels = ({ name, flags }: Register): readonly string[] => [
  ...flags.map(({ label }) => label),
  ...(name === submissions.name ? [] : [editedSince.label]),
]
