import type { LoadPoint } from './useTraffic'

const WIDTH = 240
const HEIGHT = 40

/** A line of values over time without axes; its last value stands beside it in figures. */
export function Sparkline({ points, label }: { points: LoadPoint[]; label: string }) {
  const max = Math.max(1, ...points.map(({ load }) => load))
  const first = points[0]?.at ?? 0
  const span = Math.max(1, (points.at(-1)?.at ?? 0) - first)
  const path = points.map(({ at, load }) => `${(((at - first) / span) * WIDTH).toFixed(1)},${(HEIGHT - 2 - (load / max) * (HEIGHT - 6)).toFixed(1)}`)
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none" role="img" aria-label={label}>
      {points.length > 1 && (
        <>
          <polygon points={`0,${HEIGHT} ${path.join(' ')} ${WIDTH},${HEIGHT}`} fill="var(--weir-info)" opacity={0.12} />
          <polyline points={path.join(' ')} fill="none" stroke="var(--weir-info)" strokeWidth={1.6} vectorEffect="non-scaling-stroke" />
        </>
      )}
    </svg>
  )
}
