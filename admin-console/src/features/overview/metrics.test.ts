import { expect, test } from 'vitest'
import { quantile, share, trafficOf } from './metrics'

const text = (ok: number, bad: number, fast: number, all: number) => `
# TYPE weir_requests_total counter
weir_requests_total{status="200"} ${ok}
weir_requests_total{status="404"} 2.0
weir_requests_total{status="502"} ${bad}
weir_request_duration_seconds_bucket{le="0.01"} ${fast}
weir_request_duration_seconds_bucket{le="0.1"} ${all}
weir_request_duration_seconds_bucket{le="+Inf"} ${all}
jvm_threads_live 12
`

test('requests are added up by the class of their status', () => {
  expect(trafficOf(text(10, 3, 1, 1), 5)).toMatchObject({ at: 5, requests: 15, clientErrors: 2, serverErrors: 3 })
})

test('shares and quantiles are of what happened between two samples', () => {
  const from = trafficOf(text(100, 0, 100, 100), 0)
  const to = trafficOf(text(190, 10, 190, 200), 60)

  expect(share(from, to, 'serverErrors')).toBe(0.1)
  expect(quantile(from, to, 0.5)).toBe(0.01)
  expect(quantile(from, to, 0.95)).toBe(0.1)
})

test('without traffic there is nothing to say', () => {
  const sample = trafficOf(text(1, 1, 1, 1), 0)

  expect(share(sample, sample, 'serverErrors')).toBeNull()
  expect(quantile(sample, sample, 0.95)).toBeNull()
})
