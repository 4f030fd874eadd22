import type { KeyboardEvent } from 'react'

/** `onKeyDownCapture` around selects: Tab leaves a list that is open as it is; only Enter or a click chooses from it. */
export const leaveOnTab = (event: KeyboardEvent): void => {
  if (event.key === 'Tab') event.stopPropagation()
}
