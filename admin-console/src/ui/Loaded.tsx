import { Button, Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { isOffline, ProblemError } from '../api/problem'
import { text } from '../text'
import { Empty } from './Empty'
import { IconAlertTriangle, IconCloudOff } from './icons'
import { Notice } from './Notice'

interface Readable<T> {
  data: T | undefined
  error: Error | null
  refetch: () => unknown
}

interface LoadedProps<T> {
  query: Readable<T>
  /** Lines of the placeholder. */
  lines?: number
  children: (data: T) => ReactNode
}

/** What a query read, or a placeholder, or why not. What was read before stays in sight when reading it again fails. */
export function Loaded<T>({ query, lines = 4, children }: LoadedProps<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error && (
          <Notice tone="warn" title={text.common.stale} actions={<Retry query={query} />}>
            {query.error.message || text.common.offline}
          </Notice>
        )}
        {children(query.data)}
      </>
    )
  }
  return query.error ? <Failed error={query.error} retry={<Retry query={query} />} /> : <Loading lines={lines} />
}

function Retry({ query }: { query: { refetch: () => unknown } }) {
  return (
    <Button size="xs" variant="default" onClick={() => void query.refetch()}>
      {text.common.retry}
    </Button>
  )
}

export function Loading({ lines = 4 }: { lines?: number }) {
  return (
    <Stack gap="sm" p="md" role="status" aria-label={text.common.loading}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={14} width={`${95 - ((line * 17) % 45)}%`} />
      ))}
    </Stack>
  )
}

/** Why something could not be shown, with what a report to an operator needs. */
export function Failed({ error, retry }: { error: Error; retry?: ReactNode }) {
  if (isOffline(error)) {
    return <Empty icon={IconCloudOff} title={text.common.offlineTitle} action={retry} description={text.common.offline} />
  }
  const problem = error instanceof ProblemError ? error.problem : null
  const title = problem?.status === 404 ? text.common.gone : problem?.status === 403 ? text.common.forbidden : text.common.failed
  return (
    <Empty
      icon={IconAlertTriangle}
      title={title}
      description={
        <>
          {error.message}
          {problem?.requestId && (
            <>
              <br />
              <span className="mono">
                {problem.code} · {problem.requestId}
              </span>
            </>
          )}
        </>
      }
      action={retry}
    />
  )
}
