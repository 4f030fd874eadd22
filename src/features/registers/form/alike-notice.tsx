import { Button } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { canRepeat } from '../../../domain/duplicates'
import type { Values } from '../../../domain/field'
import { otherNames } from '../../../domain/other-names'
import type { Register } from '../../../domain/register'
import type { Alike, Store } from '../../../storage/store'

interface AlikeNoticeProps {
  readonly register: Register
  readonly store: Store
  readonly values: Values
  readonly id: string | undefined
  readonly onOpen: ((id: string) => void) | undefined
  /** Takes the one that is there instead of a new one. */
  readonly onUse: ((id: string) => void) | undefined
}

const patience = 300
const mostShown = 3

/** Says, while one types, that the record may be there already. */
export const AlikeNotice = ({ register, store, values, id, onOpen, onUse }: AlikeNoticeProps) => {
  const [found, setFound] = useState<readonly Alike[]>([])
  const looked = useMemo(() => {
    const keys = [...register.keys.flat(), ...otherNames(register), ...Object.keys(register.fields)]
    return keys.filter(
      (name) =>
        register.keys.flat().includes(name) ||
        ['creditCode', 'phone'].includes(register.fields[name]?.kind ?? ''),
    )
  }, [register])
  const said = JSON.stringify(looked.map((name) => values[name] ?? null))
  useEffect(() => {
    if (!canRepeat(register)) return undefined
    let isOld = false
    const known = Object.fromEntries(
      looked.map((name, index) => [name, (JSON.parse(said) as readonly unknown[])[index] ?? undefined]),
    ) as Values
    const timer = setTimeout(() => {
      void store.alike(register.name, known, id).then((alike) => {
        if (!isOld) setFound(alike)
      })
    }, patience)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [store, register, looked, said, id])
  if (found.length === 0) return null
  return (
    <div className="form-notice alike" role="status" aria-label="可能已有">
      <span>可能已有：</span>
      {found.slice(0, mostShown).map(({ option, reasons }) => (
        <span key={option.id}>
          {`${option.label}（${[option.detail, option.code, ...reasons].filter((part) => part !== '').join('，')}）`}
          {onUse !== undefined && (
            <Button type="link" size="small" onClick={() => onUse(option.id)}>
              使用
            </Button>
          )}
          {onOpen !== undefined && (
            <Button type="link" size="small" onClick={() => onOpen(option.id)}>
              打开
            </Button>
          )}
        </span>
      ))}
    </div>
  )
}
