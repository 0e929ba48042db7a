import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LoginPage } from '../features/login/LoginPage'
import { signupQuery } from '../features/users/queries'
import { text } from '../text'
import { SignupPage } from './signup/SignupPage'

/** The portal's log-in, with the way to sign up where that is open. */
export function PortalLogin({ onDone, isLost }: { onDone: () => void; isLost?: boolean }) {
  const [isSigningUp, setSigningUp] = useState(false)
  const signup = useQuery(signupQuery).data?.signup ?? 'closed'
  if (isSigningUp && signup !== 'closed') return <SignupPage signup={signup} onDone={() => setSigningUp(false)} />
  return (
    <LoginPage
      onDone={onDone}
      isLost={isLost}
      title={text.portal.title}
      hint={
        signup === 'closed' || isLost ? (
          text.portal.loginHint
        ) : (
          <Anchor component="button" type="button" fz="sm" onClick={() => setSigningUp(true)}>
            {text.signup.link}
          </Anchor>
        )
      }
    />
  )
}
