import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { viewOf } from '../features/analytics/view'
import { NotFound } from '../ui/NotFound'
import { Shell } from './Shell'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

/** Each page is a chunk of its own, fetched when it is first opened or pointed at. */
const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: lazyRouteComponent(() => import('../features/overview/OverviewPage'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/apis',
    component: lazyRouteComponent(() => import('../features/apis/ApisPage'), 'ApisPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/apis/import',
    component: lazyRouteComponent(() => import('../features/apis/import/ImportPage'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/apis/$id',
    component: lazyRouteComponent(() => import('../features/apis/ApiPage'), 'ApiPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans',
    component: lazyRouteComponent(() => import('../features/plans/PlansPage'), 'PlansPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans/$id',
    component: lazyRouteComponent(() => import('../features/plans/PlanPage'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/applications',
    component: lazyRouteComponent(() => import('../features/applications/ApplicationsPage'), 'ApplicationsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/applications/$id',
    component: lazyRouteComponent(() => import('../features/applications/ApplicationPage'), 'ApplicationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subscriptions',
    component: lazyRouteComponent(() => import('../features/subscriptions/SubscriptionsPage'), 'SubscriptionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/events',
    component: lazyRouteComponent(() => import('../features/events/EventsPage'), 'EventsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tokens',
    component: lazyRouteComponent(() => import('../features/tokens/TokensPage'), 'TokensPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/cluster',
    component: lazyRouteComponent(() => import('../features/cluster/ClusterPage'), 'ClusterPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/datastore',
    component: lazyRouteComponent(() => import('../features/datastore/DatastorePage'), 'DatastorePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(() => import('../features/account/AccountPage'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/organizations',
    component: lazyRouteComponent(() => import('../features/organizations/OrganizationsPage'), 'OrganizationsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/organizations/$id',
    component: lazyRouteComponent(() => import('../features/organizations/OrganizationPage'), 'OrganizationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/listeners',
    component: lazyRouteComponent(() => import('../features/listeners/ListenersPage'), 'ListenersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/users',
    component: lazyRouteComponent(() => import('../features/users/UsersPage'), 'UsersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/users/$id',
    component: lazyRouteComponent(() => import('../features/users/UserPage'), 'UserPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    component: lazyRouteComponent(() => import('../features/audit/AuditPage'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/analytics',
    validateSearch: viewOf,
    component: lazyRouteComponent(() => import('../features/analytics/AnalyticsPage'), 'AnalyticsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/analytics',
    component: lazyRouteComponent(() => import('../features/analyticsserver/AnalyticsServerPage'), 'AnalyticsServerPage'),
  }),
]

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/admin',
  defaultPreload: 'intent',
  scrollRestoration: true,
})
