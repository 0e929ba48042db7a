import type { ComponentType } from 'react'
import { text } from '../text'
import {
  IconActivity,
  IconAdjustments,
  IconApi,
  IconApps,
  IconBuilding,
  IconChartHistogram,
  IconDatabase,
  IconGauge,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconLink,
  IconReportAnalytics,
  IconServer2,
  IconUsers,
} from '../ui/icons'

export interface NavItem {
  label: string
  to: string
  icon: ComponentType<{ size?: number; stroke?: number }>
  /** The operation that the page cannot do without; who may not call it does not see the page. */
  needs: string
}

export interface NavGroup {
  label: string | null
  items: NavItem[]
}

/** The pages in the order of the navigation, for it and for the command palette. */
export const navigation: NavGroup[] = [
  { label: null, items: [{ label: text.nav.overview, to: '/', icon: IconLayoutDashboard, needs: 'getCluster' }] },
  {
    label: text.nav.publish,
    items: [
      { label: text.nav.apis, to: '/apis', icon: IconApi, needs: 'listApis' },
      { label: text.nav.plans, to: '/plans', icon: IconGauge, needs: 'listPlans' },
    ],
  },
  {
    label: text.nav.consume,
    items: [
      { label: text.nav.applications, to: '/applications', icon: IconApps, needs: 'listApplications' },
      { label: text.nav.subscriptions, to: '/subscriptions', icon: IconLink, needs: 'listSubscriptions' },
    ],
  },
  {
    label: text.nav.observe,
    items: [
      { label: text.nav.analytics, to: '/analytics', icon: IconChartHistogram, needs: 'getAnalyticsSummary' },
      { label: text.nav.events, to: '/events', icon: IconActivity, needs: 'listEvents' },
    ],
  },
  {
    label: text.nav.system,
    items: [
      { label: text.nav.cluster, to: '/cluster', icon: IconServer2, needs: 'getCluster' },
      { label: text.nav.datastore, to: '/settings/datastore', icon: IconDatabase, needs: 'getDatastoreSettings' },
      { label: text.nav.listeners, to: '/settings/listeners', icon: IconAdjustments, needs: 'getListenerSettings' },
      { label: text.nav.analyticsServer, to: '/settings/analytics', icon: IconReportAnalytics, needs: 'getAnalyticsSettings' },
    ],
  },
  {
    label: text.nav.people,
    items: [
      { label: text.nav.users, to: '/users', icon: IconUsers, needs: 'listUsers' },
      { label: text.nav.organizations, to: '/organizations', icon: IconBuilding, needs: 'putOrganization' },
      { label: text.nav.tokens, to: '/tokens', icon: IconKey, needs: 'listTokens' },
      { label: text.nav.audit, to: '/audit', icon: IconHistory, needs: 'listAudit' },
    ],
  },
]

export const isAt = (to: string, path: string): boolean => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`))
