import { Box, Button, FileButton, Group, SegmentedControl, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type DragEvent } from 'react'
import { text } from '../../../text'
import { BackLink } from '../../../ui/BackLink'
import { IconFileImport } from '../../../ui/icons'
import { Beside, Page, Panel } from '../../../ui/Page'
import { ProblemNotice } from '../../../ui/ProblemNotice'
import { told } from '../../../ui/told'
import { ImportPreview } from './ImportPreview'
import { importDocument, type Source } from './importDocument'

type Way = Source['way']

/** From a document to a draft: choose it, look at what would be made and what is wrong with it, make it. */
export function ImportPage() {
  const t = text.imports
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [way, setWay] = useState<Way>('file')
  const [file, setFile] = useState<File | null>(null)
  const [pasted, setPasted] = useState('')
  const [url, setUrl] = useState('')
  const [context, setContext] = useState('')
  const [name, setName] = useState('')

  const source: Source | null =
    way === 'file' ? file && { way, file } : way === 'url' ? (url.trim() ? { way, url: url.trim() } : null) : pasted.trim() ? { way, document: pasted } : null
  const trying = useMutation({ mutationFn: (from: Source) => importDocument(from, { context, name, dryRun: true }) })
  const making = useMutation({
    mutationFn: (from: Source) => importDocument(from, { context, name, dryRun: false }),
    onSuccess: ({ api }) => {
      void queries.invalidateQueries({ queryKey: ['api'] })
      told(text.apis.made(api.name))
      if (api.id) void navigate({ to: '/apis/$id', params: { id: api.id } })
    },
  })
  const reset = () => {
    trying.reset()
    making.reset()
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    reset()
    setFile(event.dataTransfer.files[0] ?? null)
  }
  const error = making.error ?? trying.error

  return (
    <Page title={t.title} description={t.description} back={<BackLink to="/apis">{text.apis.title}</BackLink>}>
      <Beside>
        <Panel title={t.source}>
          <Stack maw={860}>
            <SegmentedControl
              aria-label={t.source}
              value={way}
              onChange={(value) => {
                reset()
                setWay(value as Way)
              }}
              data={Object.entries(t.ways).map(([value, label]) => ({ value, label }))}
              size="xs"
              style={{ alignSelf: 'flex-start' }}
            />
            {way === 'file' && (
              <Box
                className="drop"
                onDragOver={(event: DragEvent) => event.preventDefault()}
                onDrop={drop}
              >
                <IconFileImport size={26} stroke={1.4} aria-hidden />
                <Text fz="sm">{file ? t.chosen(file.name, file.size) : t.drop}</Text>
                <FileButton
                  onChange={(chosen) => {
                    reset()
                    setFile(chosen)
                  }}
                  accept=".json,.yaml,.yml,application/json,application/yaml"
                >
                  {(props) => (
                    <Button {...props} size="xs" variant="default">
                      {t.choose}
                    </Button>
                  )}
                </FileButton>
              </Box>
            )}
            {way === 'url' && (
              <TextInput
                label={t.url}
                description={t.urlHint}
                placeholder="https://example.org/openapi.json"
                value={url}
                onChange={(event) => {
                  reset()
                  setUrl(event.currentTarget.value)
                }}
                type="url"
              />
            )}
            {way === 'text' && (
              <Textarea
                label={t.document}
                rows={10}
                classNames={{ input: 'mono' }}
                value={pasted}
                onChange={(event) => {
                  reset()
                  setPasted(event.currentTarget.value)
                }}
                spellCheck={false}
              />
            )}
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                label={`${text.apis.context} (${text.common.optional})`}
                placeholder={t.contextHint}
                value={context}
                onChange={(event) => setContext(event.currentTarget.value)}
              />
              <TextInput
                label={`${text.common.name} (${text.common.optional})`}
                placeholder={t.nameHint}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            </SimpleGrid>
            <Group gap="xs">
              <Button
                variant={trying.data ? 'default' : 'filled'}
                disabled={!source}
                loading={trying.isPending}
                onClick={() => source && trying.mutate(source)}
              >
                {t.preview}
              </Button>
              {trying.data && (
                <Button loading={making.isPending} onClick={() => source && making.mutate(source)}>
                  {t.make}
                </Button>
              )}
            </Group>
          </Stack>
        </Panel>
        {(error ?? trying.data) && (
          <Stack>
            {error && <ProblemNotice error={error} title={t.refused} />}
            {trying.data && <ImportPreview found={trying.data} />}
          </Stack>
        )}
      </Beside>
    </Page>
  )
}
