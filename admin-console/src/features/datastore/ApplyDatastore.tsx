import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, client, type Schemas } from '../../api/client'
import { text } from '../../text'
import { Notice } from '../../ui/Notice'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { told } from '../../ui/told'
import { inputOf, type Settings, type Values } from './values'

interface ApplyProps {
  opened: boolean
  onClose: () => void
  values: Values
  inForce: Settings
  found: Schemas['DatastoreTest']
}

/** Says what a move will do, and does it. An empty store gets this node's catalogue. */
export function ApplyDatastore({ opened, onClose, values, inForce, found }: ApplyProps) {
  const t = text.datastore
  const queries = useQueryClient()
  const contents = found.contents
  const isSeeding = contents?.empty === true
  const moving = useMutation({
    mutationFn: () => answer(client.PUT('/settings/datastore', { params: { query: { seed: isSeeding } }, body: inputOf(values) })),
    onSuccess: (moved) => {
      onClose()
      told(t.moved(moved.cluster))
      // Everything shown was the former cluster's; a log-in that does not count here shows itself with the first of these reads.
      void queries.invalidateQueries()
    },
  })
  const steps = [
    ...(contents?.sameStore ? [t.steps.same] : [t.steps.join(contents?.cluster ?? ''), isSeeding ? t.steps.seed : contents?.sameCatalog ? t.steps.same : t.steps.serve]),
    t.steps.flight,
    t.steps.file,
    ...(inForce.mode === 'embedded' && values.mode !== 'embedded' ? [t.steps.embedded] : []),
    ...(contents?.sameStore ? [] : [t.steps.login]),
  ]
  const losses = found.losses
  const isLosing = !isSeeding && losses && losses.apis.total + losses.users.total > 0

  return (
    <Modal opened={opened} onClose={onClose} title={t.confirmTitle} size="lg">
      <Stack>
        <Text fz="sm" fw={600}>
          {t.willHappen}
        </Text>
        <List size="sm" spacing={6}>
          {steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
        {isLosing && (
          <Notice tone="warn" title={t.losses}>
            {t.lossesLine(losses.apis.total, losses.users.total, losses.sessions?.total ?? 0)}
          </Notice>
        )}
        {found.warnings.map((warning) => (
          <Notice key={warning} tone="warn">
            {warning}
          </Notice>
        ))}
        {moving.error && <ProblemNotice error={moving.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button loading={moving.isPending} onClick={() => moving.mutate()}>
            {t.apply}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
