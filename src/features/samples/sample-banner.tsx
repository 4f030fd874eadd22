import { Button } from 'antd'
import type { Register } from '../../domain/register'
import type { Store } from '../../storage/store'
import './samples.css'
import { useSamples } from './use-samples'

interface SampleBannerProps {
  readonly store: Store
  readonly registers: readonly Register[]
}

/** On every page, as long as there are samples: that there are, and the way to be rid of them. */
export const SampleBanner = ({ store, registers }: SampleBannerProps) => {
  const { count, clear } = useSamples(store, registers)
  if (count === undefined || count === 0) return null
  return (
    <div className="sample-banner" role="note" aria-label="示例数据">
      <span className="tag sample">示例</span>
      <span>
        {`现有示例数据 ${String(count)} 条`}
        <span className="more">，内容均为虚构，报表默认不计</span>。
      </span>
      <Button size="small" onClick={() => void clear()}>
        清除示例数据
      </Button>
    </div>
  )
}
