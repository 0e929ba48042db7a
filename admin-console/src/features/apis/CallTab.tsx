import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Api } from '../../api/client'
import { clusterQuery } from '../../api/queries'
import { text } from '../../text'
import { CodeBlock } from '../../ui/Copy'
import { Loaded } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'
import { callAddress, curlLine } from './callAddress'

/** A line for a terminal that calls the API through the gateway. */
export function CallTab({ api }: { api: Api }) {
  const cluster = useQuery(clusterQuery)
  const t = text.apis.call
  return (
    <Panel title={text.apis.tabs.call} description={t.hint}>
      <Loaded query={cluster}>
        {({ nodes }) => {
          const base = callAddress(nodes, api, window.location.hostname)
          const resources = api.resources.slice(0, 5)
          return (
            <Stack>
              {resources.map((resource) => (
                <div key={`${resource.method} ${resource.path}`}>
                  <Text fz="sm" className="mono" mb={4}>
                    {resource.method} {resource.path}
                  </Text>
                  <CodeBlock label={t.line} value={curlLine(base, resource, api.security.type === 'api-key')} />
                </div>
              ))}
            </Stack>
          )
        }}
      </Loaded>
    </Panel>
  )
}
