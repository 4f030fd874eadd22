import type { CSSProperties } from 'react'

/** The buttons of a step stay in sight, however long the step is. */
export const footer: CSSProperties = {
  position: 'sticky',
  bottom: -12,
  padding: '12px 0',
  background: 'var(--ground)',
  zIndex: 100,
}
