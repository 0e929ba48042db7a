import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const node = process.env.WEIR_ADMIN ?? 'http://127.0.0.1:9000'

/** Console and portal are two pages of one build: what they share is loaded once, and each lies below a path of its own. */
export default defineConfig({
  plugins: [react()],
  base: './',
  build: {
    manifest: true,
    target: 'es2022',
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: ['admin.html', 'portal.html'],
      output: {
        // What both pages always need, so that a visitor of one has it for the other.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'mantine', test: /node_modules\/(@mantine\/(core|hooks)|@floating-ui)\// },
            { name: 'tanstack', test: /node_modules\/@tanstack\// },
          ],
        },
      },
    },
  },
  experimental: {
    // Pages stand at any depth, so they name their assets by absolute paths; code and styles find each other relatively.
    renderBuiltUrl: (file, { hostType, hostId }) =>
      hostType === 'html' ? `/${hostId.replace(/\.html$/, '')}/${file}` : { relative: true },
  },
  server: {
    port: 5173,
    proxy: { '/api': node, '/metrics': node, '/health': node },
  },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
  },
})
