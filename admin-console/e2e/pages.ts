/** A page by its path, a text that is there once it can be looked at, and the tab to go to. */
export type PageToLookAt = [path: string, ready: string, tab?: string]

/** Each page of the console. The texts are of what 1-scenarios.e2e.ts and looks/seed.ts make. */
export const CONSOLE: PageToLookAt[] = [
  ['/admin/', 'Recent events'],
  ['/admin/apis', 'Trial API'],
  ['/admin/apis/import', 'Import an API'],
  ['/admin/apis/trial-api', 'Trial API'],
  ['/admin/apis/trial-api', 'How requests are shared', 'Endpoint'],
  ['/admin/apis/trial-api', 'Plans it can be subscribed under', 'Access and plans'],
  ['/admin/apis/trial-api', 'Every call gets a record', 'Analytics'],
  ['/admin/apis/trial-api', 'Media type', 'Document'],
  ['/admin/apis/trial-api', 'Try it', 'Call it'],
  ['/admin/plans', 'Trial of today'],
  ['/admin/plans/trial', 'In words'],
  ['/admin/applications', 'Clara'],
  ['/admin/subscriptions', 'Active'],
  ['/admin/analytics', 'What was called'],
  ['/admin/settings/analytics', 'Record calls'],
  ['/admin/events', 'What happened'],
  ['/admin/cluster', 'Catalogue'],
  ['/admin/cluster', 'Apache httpd', 'Connect a web server'],
  ['/admin/cluster', '<cluster', 'cluster.xml'],
  ['/admin/settings/datastore', 'Test connection'],
  ['/admin/settings/listeners', 'Nodes now'],
  ['/admin/organizations', 'Default'],
  ['/admin/organizations/default', 'cannot be deleted'],
  ['/admin/users', 'Clara Caller'],
  ['/admin/users', 'Who may sign up', 'Sign-up'],
  ['/admin/users', 'listApis', 'What roles may do'],
  ['/admin/users/clara', 'Log-ins'],
  ['/admin/tokens', 'No token yet'],
  ['/admin/audit', 'createSession'],
  ['/admin/account', 'Change password'],
]
export const CONSOLE_LOG_IN: PageToLookAt[] = [['/admin/', 'Log in']]

/** Each page of the portal, as a subscriber sees it. */
export const PORTAL: PageToLookAt[] = [
  ['/portal/', 'Trial API'],
  ['/portal/apis/trial-api', 'Plans'],
  ['/portal/applications', 'Clara’s program'],
  ['/portal/analytics', 'What was called'],
  ['/portal/account', 'Change password'],
]
export const PORTAL_LOG_IN: PageToLookAt[] = [['/portal/', 'Sign up']]

/** What pictures of a page are called: `admin-apis-trial-api-Endpoint`. */
export function nameOf([path, , tab]: PageToLookAt): string {
  return [path, tab ?? ''].map((part) => part.replace(/\W+/g, '-').replace(/^-|-$/g, '')).filter(Boolean).join('-')
}
