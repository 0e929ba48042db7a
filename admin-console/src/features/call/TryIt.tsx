import { Button, Group, Progress, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { answer, client, type Api, type Schemas } from '../../api/client'
import { text } from '../../text'
import { CodeBlock } from '../../ui/Copy'
import { IconPlayerPlay } from '../../ui/icons'
import { Panel } from '../../ui/Page'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { State } from '../../ui/State'
import { limitsOf } from './address'
import { useKey } from './key'

const t = text.portal

interface TryItProps {
  api: Api
  method: string
  path: string
  headers: [string, string][]
  body: string
}

/** Makes the call through the gateway and shows the answer, with what is left of the caller's limits. */
export function TryIt({ api, method, path, headers, body }: TryItProps) {
  const [key, setKey] = useKey()
  const needsKey = api.security.type === 'api-key'
  const trying = useMutation({
    mutationFn: () =>
      answer(
        client.POST('/apis/{id}/try', {
          params: { path: { id: api.id } },
          body: {
            method: method as Schemas['TryInput']['method'],
            path,
            headers: headers.map(([name, value]) => ({ name, value })),
            key: needsKey && key ? key : undefined,
            body: body || undefined,
          },
        }),
      ),
  })
  return (
    <Panel title={t.tryIt} description={t.tryHint}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          trying.mutate()
        }}
      >
        <Stack>
          <Group align="flex-end" gap="xs">
            {needsKey && (
              <TextInput
                label={t.key}
                description={t.keyHint}
                classNames={{ input: 'mono' }}
                value={key}
                onChange={(event) => setKey(event.currentTarget.value.trim())}
                autoComplete="off"
                spellCheck={false}
                style={{ flex: '1 1 18rem' }}
                maw={480}
              />
            )}
            <Button type="submit" loading={trying.isPending} leftSection={<IconPlayerPlay size={15} />}>
              {t.send}
            </Button>
          </Group>
          {trying.error && <ProblemNotice error={trying.error} />}
          {trying.data && <Answered tried={trying.data} />}
        </Stack>
      </form>
    </Panel>
  )
}

function Answered({ tried }: { tried: Schemas['Tried'] }) {
  const limits = limitsOf(tried.headers)
  return (
    <Stack gap="sm" aria-live="polite">
      <Text fz="sm" component="div">
        <State tone={tried.status < 300 ? 'good' : tried.status < 400 ? 'info' : 'bad'}>{t.answered(tried.status, tried.millis)}</State>{' '}
        <span className="mono">{tried.url}</span>
      </Text>
      {limits.length > 0 && (
        <Stack gap={6}>
          <Text fz="sm" fw={550}>
            {t.limits}
          </Text>
          {limits.map(({ name, remaining, quota, seconds }) => {
            const line = t.limitLine(name, remaining.toLocaleString('en'), quota.toLocaleString('en'), seconds)
            return (
              <div key={name}>
                <Text fz="xs">{line}</Text>
                <Progress value={quota === 0 ? 0 : (remaining / quota) * 100} size="sm" aria-label={line} color={remaining === 0 ? 'red.9' : 'water'} />
              </div>
            )
          })}
        </Stack>
      )}
      {tried.binary ? <Text fz="sm">{t.binary}</Text> : <CodeBlock label={t.tryIt} value={pretty(tried.body) || t.noBody} />}
      {tried.truncated && (
        <Text fz="xs" c="dimmed">
          {t.truncated}
        </Text>
      )}
      <details>
        <summary>
          <Text span fz="sm">
            {t.headers}
          </Text>
        </summary>
        <CodeBlock label={t.headers} value={tried.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')} />
      </details>
    </Stack>
  )
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
