import { useQuery } from '@tanstack/react-query'
import { datastoreQuery } from '../../api/queries'
import { text } from '../../text'
import { Loaded } from '../../ui/Loaded'
import { Page } from '../../ui/Page'
import { DatastoreForm } from './DatastoreForm'

export function DatastorePage() {
  const settings = useQuery(datastoreQuery)
  return (
    <Page title={text.datastore.title} description={`${text.datastore.description} ${text.datastore.asked}`}>
      <Loaded query={settings} lines={8}>
        {(inForce) => <DatastoreForm key={JSON.stringify(inForce)} inForce={inForce} />}
      </Loaded>
    </Page>
  )
}
