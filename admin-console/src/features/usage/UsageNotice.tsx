import { Box } from '@mantine/core'
import { isOffline, ProblemError } from '../../api/problem'
import { text } from '../../text'
import { Notice } from '../../ui/Notice'
import { When } from '../../ui/When'

const t = text.usage

/** Why usage is not known, and how old what is shown is; nothing while it is known. */
export function UsageNotice({ error, at }: { error: Error | null; at: number }) {
  if (!error) return null
  const isAway = error instanceof ProblemError && error.code === 'store-unavailable'
  return (
    <Box px="md" py="xs">
      <Notice tone="warn" title={isAway ? t.away : t.failed}>
        {isAway ? null : `${isOffline(error) ? text.common.offlineTitle : error.message}. `}
        {at > 0 && (
          <>
            {t.seenAt} <When at={new Date(at).toISOString()} />.{' '}
          </>
        )}
        {t.goesOn}
      </Notice>
    </Box>
  )
}
