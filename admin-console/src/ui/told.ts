import { notifications } from '@mantine/notifications'

/** Says that something was done. */
export function told(message: string): void {
  notifications.show({ message, color: 'water', autoClose: 3000, withBorder: true })
}

/** Says that something was not done. */
export function failed(error: Error): void {
  notifications.show({ message: error.message, color: 'red.9', autoClose: 8000, withBorder: true, role: 'alert' })
}
