import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '../ui/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Frame } from '../ui/Frame'
import { LoginGate } from '../features/login/LoginGate'
import { router } from './routes'

const root = document.getElementById('root')
if (root) {
  // The page's code comes while the server is asked who is logged in.
  void router.load()
  createRoot(root).render(
    <Frame>
      <LoginGate>
        <RouterProvider router={router} />
      </LoginGate>
    </Frame>,
  )
}
