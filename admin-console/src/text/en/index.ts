import { apis } from './apis'
import { cluster } from './cluster'
import { addresses, common, editor, login, nav, secret } from './common'
import { analytics, analyticsServer } from './analytics'
import { consumers } from './consumers'
import { credentials } from './credentials'
import { organizations } from './organizations'
import { recording } from './recording'
import { undo } from './undo'
import { datastore } from './datastore'
import { events, overview } from './overview'
import { listeners } from './listeners'
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
  credentials,
  datastore,
  editor,
  events,
  imports,
  listeners,
  login,
  nav,
  organizations,
  overview,
  people,
  plans,
  portal,
  recording,
  secret,
  signup,
  undo,
  usage,
}
