import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { onLoginLost } from '../../api/client'
import { ProblemError } from '../../api/problem'
import { rolesQuery, sessionQuery } from '../../api/queries'
import { Failed, Loading } from '../../ui/Loaded'
import { LoginPage } from './LoginPage'

interface LoginGateProps {
  children: ReactNode
  /** The log-in, where it is another one than the console's. */
  login?: ComponentType<{ onDone: () => void; isLost?: boolean }>
}

/**
 * Shows its children to who is logged in, else the log-in. When a log-in ends while a page is open the page stays, with what was typed in
 * it, and the log-in lies above it.
 */
export function LoginGate({ children, login: Login = LoginPage }: LoginGateProps) {
  const queries = useQueryClient()
  const session = useQuery(sessionQuery)
  const roles = useQuery(rolesQuery)
  const [isLost, setLost] = useState(false)

  useEffect(() => onLoginLost(() => setLost(queries.getQueryData(sessionQuery.queryKey) !== undefined)), [queries])

  const loggedIn = () => {
    setLost(false)
    void queries.invalidateQueries()
  }
  if (session.data === undefined) {
    const isNobody = session.error instanceof ProblemError && session.error.status === 401
    if (isNobody) return <Login onDone={loggedIn} />
    return session.error ? <Failed error={session.error} /> : <Loading />
  }
  if (roles.data === undefined) return roles.error && !roles.isFetching ? <Failed error={roles.error} /> : <Loading />
  return (
    <>
      {children}
      {isLost && <Login onDone={loggedIn} isLost />}
    </>
  )
}
