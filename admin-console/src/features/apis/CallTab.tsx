import type { Api } from '../../api/client'
import { ApiOperations } from '../document/ApiOperations'

/** The operations as the portal shows them, to call them through the gateway. */
export function CallTab({ api }: { api: Api }) {
  return <ApiOperations api={api} overview={null} />
}
