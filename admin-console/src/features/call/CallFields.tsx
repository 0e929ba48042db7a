import { Box, Grid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { text } from '../../text'
import { Panel } from '../../ui/Page'
import type { Operation } from '../document/operations'

const t = text.portal

interface CallFieldsProps {
  operation: Operation
  values: Record<string, string>
  setValues: (values: Record<string, string>) => void
  body: string
  setBody: (body: string) => void
}

/** What an operation takes: each parameter with its meaning and a field for its value, and the body. */
export function CallFields({ operation, values, setValues, body, setBody }: CallFieldsProps) {
  const { parameters } = operation
  if (parameters.length === 0 && !operation.body) return null
  return (
    <Panel title={parameters.length > 0 ? t.parameters : t.body}>
      <Stack>
        {parameters.map(({ name, place, isRequired, type, description, example }) => (
          <Grid key={`${place}:${name}`} gap="xs" align="flex-start">
            <Grid.Col span={{ base: 12, sm: 6 }}>
              <Text fz="sm" component="div">
                <span className="mono">
                  <b>{name}</b>
                </span>{' '}
                <Text span c="dimmed" fz="xs">
                  {place} · {type} {isRequired && `· ${t.required}`}
                </Text>
                {description && (
                  <Text fz="xs" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
                    {description}
                  </Text>
                )}
              </Text>
            </Grid.Col>
            <Grid.Col span={{ base: 12, sm: 6 }}>
              <TextInput
                size="xs"
                aria-label={name}
                placeholder={example}
                classNames={{ input: 'mono' }}
                value={values[`${place}:${name}`] ?? ''}
                onChange={(event) => setValues({ ...values, [`${place}:${name}`]: event.currentTarget.value })}
              />
            </Grid.Col>
          </Grid>
        ))}
        {operation.body && (
          <Box>
            <Textarea
              label={`${t.body} (${operation.body.mediaType})`}
              autosize
              minRows={4}
              maxRows={18}
              classNames={{ input: 'mono' }}
              spellCheck={false}
              value={body}
              onChange={(event) => setBody(event.currentTarget.value)}
            />
          </Box>
        )}
      </Stack>
    </Panel>
  )
}
