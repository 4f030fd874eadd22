import type { RefObject } from 'react'
import type { Issue } from '../../../domain/issue'
import type { Register } from '../../../domain/register'
import { labelOfPath } from '../../../domain/validate'

/** All that stops the saving, each leading to its field. */
export const IssueSummary = ({
  register,
  issues,
  body,
}: {
  readonly register: Register
  readonly issues: readonly Issue[]
  readonly body: RefObject<HTMLDivElement | null>
}) => (
  <div className="form-notice bad" role="alert">
    <span>{`有 ${String(issues.length)} 处需要处理：`}</span>
    {issues.map(({ path, message }) => (
      <button
        key={path + message}
        type="button"
        className="plain"
        onClick={() => {
          const place =
            body.current?.querySelector<HTMLElement>(`[data-path="${path}"]`) ??
            body.current?.querySelector<HTMLElement>(`[data-path="${path.split('.')[0] ?? ''}"]`)
          place?.scrollIntoView({ block: 'center' })
          place?.querySelector<HTMLElement>('input, textarea')?.focus()
        }}
      >
        {`${labelOfPath(register.fields, path)}：${message}`}
      </button>
    ))}
  </div>
)
