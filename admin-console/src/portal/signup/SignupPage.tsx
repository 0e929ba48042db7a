import { Anchor, Box, Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, type Schemas } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { text } from '../../text'
import { Notice } from '../../ui/Notice'
import { ProblemNotice } from '../../ui/ProblemNotice'
import mark from '../../ui/weir.svg'

const t = text.signup
const EMPTY = { username: '', name: '', email: '', password: '' }

/** Makes an account where that is allowed; what comes next depends on whether somebody has to approve. */
export function SignupPage({ signup, onDone }: { signup: Schemas['Signup']; onDone: () => void }) {
  useDocumentTitle(`${t.title} · ${text.portal.title}`)
  const [user, setUser] = useState(EMPTY)
  const change = (part: Partial<typeof EMPTY>) => setUser({ ...user, ...part })
  const signing = useMutation({
    mutationFn: () => answer(client.POST('/signup', { body: { ...user, username: user.username.trim(), email: user.email.trim() || undefined } })),
  })
  const errors = fieldErrors(signing.error)
  return (
    <Box mih="100vh" style={{ display: 'grid', placeItems: 'center', padding: 16 }}>
      <Paper className="panel" w="100%" maw={400} p="xl" component="main">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            signing.mutate()
          }}
        >
          <Stack>
            <Group gap="sm">
              <img src={mark} width={32} height={32} alt="" />
              <Title order={1}>{t.title}</Title>
            </Group>
            {signing.data ? (
              <Notice tone="good">{signing.data.state === 'pending' ? t.pending : t.open}</Notice>
            ) : (
              <>
                {signup === 'approval' && (
                  <Text fz="sm" c="dimmed">
                    {t.approvalHint}
                  </Text>
                )}
                <TextInput label={text.people.fullName} value={user.name} onChange={(e) => change({ name: e.currentTarget.value })} error={errors.name} autoComplete="name" autoFocus />
                <TextInput
                  label={text.people.username}
                  description={text.people.usernameHint}
                  value={user.username}
                  onChange={(e) => change({ username: e.currentTarget.value })}
                  error={errors.username}
                  autoComplete="username"
                  autoCapitalize="none"
                />
                <TextInput
                  label={`${text.people.email} (${text.common.optional})`}
                  type="email"
                  value={user.email}
                  onChange={(e) => change({ email: e.currentTarget.value })}
                  error={errors.email}
                  autoComplete="email"
                />
                <PasswordInput
                  label={text.people.password}
                  description={text.people.passwordRule}
                  value={user.password}
                  onChange={(e) => change({ password: e.currentTarget.value })}
                  error={errors.password}
                  autoComplete="new-password"
                />
                {signing.error && <ProblemNotice error={signing.error} />}
                <Button type="submit" loading={signing.isPending} disabled={!user.username || !user.name || !user.password}>
                  {t.submit}
                </Button>
              </>
            )}
            <Anchor component="button" type="button" fz="sm" onClick={onDone}>
              {t.toLogin}
            </Anchor>
          </Stack>
        </form>
      </Paper>
    </Box>
  )
}
