import { apis } from './apis'
import { cluster } from './cluster'
import { addresses, common, editor, login, nav, secret } from './common'
import { analytics, analyticsServer } from './analytics'
import { consumers } from './consumers'
import { datastore } from './datastore'
import { events, overview } from './overview'
import { imports } from './imports'
import { audit, people, signup } from './people'
import { plans } from './plans'
import { portal } from './portal'
import { usage } from './usage'

export const en = {
  addresses,
  analytics,
  analyticsServer,
  apis,
  audit,
  cluster,
  common,
  consumers,
  datastore,
  editor,
  events,
  imports,
  login,
  nav,
  overview,
  people,
  plans,
  portal,
  secret,
  signup,
  usage,
}
