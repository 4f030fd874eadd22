import { consortiumRoles } from '../../../domain/reference/lists'

const centre = 110
const radius = 78
const point = (index: number, distance: number): readonly [number, number] => {
  const angle = (index / consortiumRoles.length) * 2 * Math.PI - Math.PI / 2
  return [centre + Math.cos(angle) * distance, centre + Math.sin(angle) * distance]
}
const outline = (distance: (index: number) => number): string =>
  consortiumRoles
    .map((_, index) =>
      point(index, distance(index))
        .map((value) => value.toFixed(1))
        .join(','),
    )
    .join(' ')

/** Which of the seven roles a consortium covers, and with how many members. */
export const RoleHeptagon = ({ counts }: { readonly counts: Readonly<Record<string, number>> }) => {
  const covered = consortiumRoles.filter(({ value }) => (counts[value] ?? 0) > 0)
  const missing = consortiumRoles.filter(({ value }) => (counts[value] ?? 0) === 0).map(({ value }) => value)
  const summary = `角色覆盖 ${String(covered.length)}/7 类${missing.length === 0 ? '，七类齐全' : `，缺：${missing.join('、')}`}`
  return (
    <figure style={{ margin: 0, textAlign: 'center' }}>
      <svg
        width={220}
        height={220}
        role="img"
        aria-label={`${summary}。${consortiumRoles.map(({ value }) => `${value} ${String(counts[value] ?? 0)} 家`).join('，')}`}
      >
        {[1, 0.66, 0.33].map((scale) => (
          <polygon
            key={scale}
            points={outline(() => radius * scale)}
            fill="none"
            stroke="var(--line-strong)"
          />
        ))}
        <polygon
          points={outline((index) => ((counts[consortiumRoles[index]?.value ?? ''] ?? 0) > 0 ? radius : 10))}
          fill="var(--brand)"
          fillOpacity={0.16}
          stroke="var(--brand)"
          strokeWidth={2}
        />
        {consortiumRoles.map(({ value }, index) => {
          const [x, y] = point(index, radius + 18)
          const count = counts[value] ?? 0
          return (
            <text
              key={value}
              x={x}
              y={y + 5}
              textAnchor="middle"
              fontSize={14}
              fontWeight={count > 0 ? 700 : 400}
              fill={count > 0 ? 'var(--ink)' : 'var(--ink-soft)'}
            >
              {count > 0 ? `${value}${String(count)}` : `${value}○`}
            </text>
          )
        })}
      </svg>
      <figcaption>{summary}</figcaption>
    </figure>
  )
}
