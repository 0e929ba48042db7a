import { createContext } from 'react'
import type { LiveState } from '../api/live'

export const LiveContext = createContext<LiveState>('connecting')
