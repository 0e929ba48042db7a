import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '../ui/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { LoginGate } from '../features/login/LoginGate'
import { Frame } from '../ui/Frame'
import { PortalLogin } from './PortalLogin'
import { router } from './routes'

const root = document.getElementById('root')
if (root) {
  // The page's code comes while the server is asked who is logged in.
  void router.load()
  createRoot(root).render(
    <Frame>
      <LoginGate login={PortalLogin}>
        <RouterProvider router={router} />
      </LoginGate>
    </Frame>,
  )
}
