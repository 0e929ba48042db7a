import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { viewOf } from '../features/analytics/view'
import { NotFound } from '../ui/NotFound'
import { Shell } from './Shell'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: lazyRouteComponent(() => import('./catalogue/CataloguePage'), 'CataloguePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/apis/$id',
    component: lazyRouteComponent(() => import('./api/ApiDocumentPage'), 'ApiDocumentPage'),
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
    path: '/account',
    component: lazyRouteComponent(() => import('../features/account/AccountPage'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/analytics',
    validateSearch: viewOf,
    component: lazyRouteComponent(() => import('../features/analytics/AnalyticsPage'), 'AnalyticsPage'),
  }),
]

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/portal',
  defaultPreload: 'intent',
  scrollRestoration: true,
})
