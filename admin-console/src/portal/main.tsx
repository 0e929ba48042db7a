import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '../ui/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { LoginGate } from '../features/login/LoginGate'
import { text } from '../text'
import { Frame } from '../ui/Frame'
import { router } from './routes'

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <Frame>
      <LoginGate title={text.portal.title} hint={text.portal.loginHint}>
        <RouterProvider router={router} />
      </LoginGate>
    </Frame>,
  )
}
