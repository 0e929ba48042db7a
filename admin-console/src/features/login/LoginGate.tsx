import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { onLoginLost } from '../../api/client'
import { ProblemError } from '../../api/problem'
import { rolesQuery, sessionQuery } from '../../api/queries'
import { Failed, Loading } from '../../ui/Loaded'
import { LoginPage } from './LoginPage'

interface LoginGateProps {
  children: ReactNode
  /** What the log-in says above and below its fields, where it is another page's than the console's. */
  title?: string
  hint?: string
}

/**
 * Shows its children to who is logged in, else the log-in. When a log-in ends while a page is open the page stays, with what was typed in
 * it, and the log-in lies above it.
 */
export function LoginGate({ children, title, hint }: LoginGateProps) {
  const queries = useQueryClient()
  const session = useQuery(sessionQuery)
  const roles = useQuery({ ...rolesQuery, enabled: session.data !== undefined })
  const [isLost, setLost] = useState(false)

  useEffect(() => onLoginLost(() => setLost(queries.getQueryData(sessionQuery.queryKey) !== undefined)), [queries])

  const loggedIn = () => {
    setLost(false)
    void queries.invalidateQueries()
  }
  if (session.data === undefined) {
    const isNobody = session.error instanceof ProblemError && session.error.status === 401
    if (isNobody) return <LoginPage onDone={loggedIn} title={title} hint={hint} />
    return session.error ? <Failed error={session.error} /> : <Loading />
  }
  if (roles.data === undefined) return <Loading />
  return (
    <>
      {children}
      {isLost && <LoginPage onDone={loggedIn} title={title} hint={hint} isLost />}
    </>
  )
}
