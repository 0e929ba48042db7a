import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, type ClusterNode } from '../../api/client'
import { text } from '../../text'
import { IconPlayerPause, IconPlayerPlay } from '../../ui/icons'
import { Notice } from '../../ui/Notice'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { failed, told } from '../../ui/told'

/** Takes a node out of service, or back in; what that means is said before. */
export function QuiesceAction({ node, isLast }: { node: ClusterNode; isLast: boolean }) {
  const t = text.cluster
  const queries = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [mode, setMode] = useState<'all' | 'writes'>('all')
  const params = { path: { id: node.id } }
  const done = (message: string) => {
    told(message)
    void queries.invalidateQueries({ queryKey: ['cluster'] })
  }
  const quiescing = useMutation({
    mutationFn: () => client.PUT('/cluster/nodes/{id}/quiesce', { params, body: { mode } }),
    onSuccess: () => {
      setAsking(false)
      done(t.quiesced(node.id))
    },
  })
  const resuming = useMutation({
    mutationFn: () => client.DELETE('/cluster/nodes/{id}/quiesce', { params }),
    onSuccess: () => done(t.resumed(node.id)),
    onError: failed,
  })

  if (node.quiesce !== 'none') {
    return (
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlayerPlay size={13} />}
        loading={resuming.isPending}
        onClick={() => resuming.mutate()}
        aria-label={`${t.resume}: ${node.id}`}
      >
        {t.resume}
      </Button>
    )
  }
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlayerPause size={13} />}
        onClick={() => setAsking(true)}
        aria-label={`${t.quiesce}: ${node.id}`}
      >
        {t.quiesce}
      </Button>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={t.quiesceTitle(node.id)}>
        <Stack>
          <Radio.Group aria-label={t.quiesce} value={mode} onChange={(value) => setMode(value as typeof mode)}>
            <Stack gap="sm">
              <Radio value="all" label={t.quiesceAll} />
              <Radio value="writes" label={t.quiesceWrites} />
            </Stack>
          </Radio.Group>
          <Text fz="sm" c="dimmed">
            {t.quiesceHint}
          </Text>
          {isLast && mode === 'all' && <Notice tone="warn">{t.lastNode}</Notice>}
          {quiescing.error && <ProblemNotice error={quiescing.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {text.common.cancel}
            </Button>
            <Button loading={quiescing.isPending} onClick={() => quiescing.mutate()}>
              {t.quiesce}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
