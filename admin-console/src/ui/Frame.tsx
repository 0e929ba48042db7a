import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, type ReactNode } from 'react'
import { ProblemError } from '../api/problem'
import { cssVariables, theme } from './theme'

const MAX_RETRIES = 2

/** Refusals stay refusals; what did not come through is tried again. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const isTransient = error instanceof ProblemError && (error.status === 0 || error.status >= 502)
  return isTransient && failures < MAX_RETRIES
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: isWorthRetrying, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

/** What every page stands in: theme, cache, notifications. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" limit={4} />
          {children}
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  )
}
