import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { rolesQuery, sessionQuery } from './queries'

/** Who is logged in; only below the page's log-in gate. */
export function useSession() {
  return useSuspenseQuery(sessionQuery).data
}

/** Tells whether the caller's roles include an operation of the contract, by the server's own table. */
export function useMay(): (operation: string) => boolean {
  const session = useQuery(sessionQuery).data
  const roles = useQuery(rolesQuery).data
  return useCallback(
    (operation: string) =>
      roles?.some((role) => session?.roles.includes(role.id) === true && role.operations.includes(operation)) ?? false,
    [session, roles],
  )
}
