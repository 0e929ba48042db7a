import { Box, Button, Group, Overlay, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { answer, client } from '../../api/client'
import { ProblemError } from '../../api/problem'
import { sessionQuery } from '../../api/queries'
import { text } from '../../text'
import { Notice } from '../../ui/Notice'
import { ProblemNotice } from '../../ui/ProblemNotice'
import mark from '../../ui/weir.svg'

interface LoginProps {
  onDone: () => void
  /** The log-in ended while a page was open. */
  isLost?: boolean
  title?: string
  hint?: ReactNode
}

/** Asks for name and password. After too many failures it counts down with the server. */
export function LoginPage({ onDone, isLost = false, title = text.login.title, hint = text.login.hint }: LoginProps) {
  useDocumentTitle(`${title} · ${text.common.product}`)
  const queries = useQueryClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [wait, setWait] = useState(0)
  const login = useMutation({
    mutationFn: () => answer(client.POST('/sessions', { body: { username: username.trim(), password } })),
    onSuccess: ({ user, name, organization, roles, expires }) => {
      queries.setQueryData(sessionQuery.queryKey, { user, name, organization, roles, expires })
      onDone()
    },
    onError: (error) => {
      setPassword('')
      if (error instanceof ProblemError && error.status === 429) setWait(error.retryAfter ?? 1)
    },
  })
  useEffect(() => {
    if (wait <= 0) return undefined
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])

  const form = (
    <Paper className="panel" w="100%" maw={380} p="xl" component="main">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          login.mutate()
        }}
      >
        <Stack>
          <Group gap="sm">
            <img src={mark} width={32} height={32} alt="" />
            <Title order={1}>{title}</Title>
          </Group>
          {isLost && <Notice tone="info">{text.login.lost}</Notice>}
          <TextInput
            label={text.login.username}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
          />
          <PasswordInput
            label={text.login.password}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
          />
          {wait > 0 ? (
            <Notice tone="bad">{text.login.wait(wait)}</Notice>
          ) : (
            login.error && <ProblemNotice error={login.error} title="" />
          )}
          <Button type="submit" loading={login.isPending} disabled={wait > 0 || !username || !password}>
            {text.login.submit}
          </Button>
          {hint && (
            <Text fz="xs" c="dimmed" component="div">
              {hint}
            </Text>
          )}
        </Stack>
      </form>
    </Paper>
  )
  const place = { display: 'grid', placeItems: 'center', padding: 16 }
  return isLost ? (
    <Overlay fixed zIndex={1000} blur={3} style={place}>
      {form}
    </Overlay>
  ) : (
    <Box mih="100vh" style={place}>
      {form}
    </Box>
  )
}
