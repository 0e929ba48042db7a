import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { datastoreQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { CodeBlock } from '../../ui/Copy'
import { Panel } from '../../ui/Page'

const APACHE = './wsconfig -ws Apache -dir /etc/apache2 -vhost All'
const IIS = 'wsconfig.bat -ws IIS -site "Default Web Site" -module C:\\downloads\\isapi_redirect.dll'

/** Commands to copy: a web server in front of the cluster, and one more node. */
export function ConnectorCommands() {
  const t = text.cluster.connect
  const maySeeStore = useMay()('getDatastoreSettings')
  const store = useQuery({ ...datastoreQuery, enabled: maySeeStore }).data
  const mode = store === undefined || store.mode === 'embedded' ? 'standalone' : store.mode
  const join = [
    './weir start',
    `--set datastore.mode=${mode}`,
    `--set datastore.addresses=${store?.addresses.join(',') ?? 'HOST:6379'}`,
    ...(store?.passwordSet ? ["--set 'datastore.password=${file:redis-password}'"] : []),
  ].join(' \\\n  ')
  return (
    <Stack>
      <Panel title={t.title} description={t.hint}>
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Named name={t.apache} value={APACHE} />
          <Named name={t.iis} value={IIS} />
          <Named name={t.follow} value={`${APACHE} \\\n  -server ${window.location.origin} -token-file token -watch`} />
        </SimpleGrid>
      </Panel>
      <Panel title={t.join} description={t.joinHint}>
        <CodeBlock label={t.join} value={join} />
      </Panel>
    </Stack>
  )
}

function Named({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <Text fz="sm" fw={550} mb={4}>
        {name}
      </Text>
      <CodeBlock label={name} value={value} />
    </div>
  )
}
