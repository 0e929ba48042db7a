import { Button, FileButton, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, client, etag, type Api } from '../../api/client'
import { apiQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { Facts } from '../../ui/Facts'
import { IconBook2, IconDownload } from '../../ui/icons'
import { Panel } from '../../ui/Page'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { told } from '../../ui/told'

/** The document that the API was imported from: what it is, to take away, to put another in its place. */
export function DocumentTab({ api }: { api: Api }) {
  const mayReplace = useMay()('putDocument')
  const queries = useQueryClient()
  const t = text.apis.document
  const replacing = useMutation({
    mutationFn: (file: File) =>
      answer(
        client.PUT('/apis/{id}/document', {
          params: { path: { id: api.id }, header: { 'If-Match': etag(api) } },
          headers: { 'Content-Type': 'application/octet-stream' },
          body: file as unknown as string,
          bodySerializer: (body) => body as unknown as BodyInit,
        }),
      ),
    onSuccess: (changed) => {
      queries.setQueryData(apiQuery(api.id).queryKey, changed)
      told(t.replaced)
    },
  })
  const replace = mayReplace && (
    <FileButton onChange={(file) => file && replacing.mutate(file)}>
      {(props) => (
        <Button {...props} size="xs" variant="default" loading={replacing.isPending}>
          {t.replace}
        </Button>
      )}
    </FileButton>
  )

  return (
    <Panel
      title={text.apis.tabs.document}
      description={t.hint}
      actions={
        <Group gap="xs">
          {api.document && (
            <Button
              component="a"
              href={`/api/v1/apis/${api.id}/document`}
              download={`${api.id}${api.document.mediaType.includes('yaml') ? '.yaml' : '.json'}`}
              size="xs"
              variant="default"
              leftSection={<IconDownload size={15} />}
            >
              {t.download}
            </Button>
          )}
          {replace}
        </Group>
      }
    >
      {replacing.error && <ProblemNotice error={replacing.error} />}
      {api.document ? (
        <Facts
          facts={[
            [t.mediaType, api.document.mediaType],
            ['SHA-256', <Code key="digest" copy>{api.document.sha256}</Code>],
          ]}
        />
      ) : (
        <Empty icon={IconBook2} title={t.none} />
      )}
    </Panel>
  )
}
