import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const water: MantineColorsTuple = ['#eaf6fb', '#d5ebf5', '#a9d6ea', '#7abfde', '#52abd5', '#3a9fcf', '#2a90c0', '#0b6e99', '#095d82', '#064a68']
const dark: MantineColorsTuple = ['#d3dae1', '#b8c1cb', '#9aa5b1', '#6d7a87', '#3d4650', '#323a44', '#262e38', '#181e26', '#12171d', '#0d1116']

/** Quiet and dense: one accent colour, small radii, the system's fonts. */
export const theme = createTheme({
  primaryColor: 'water',
  primaryShade: { light: 7, dark: 7 },
  colors: { water, dark },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.84rem', md: '0.94rem', lg: '1.06rem', xl: '1.25rem' },
  headings: {
    fontWeight: '620',
    sizes: { h1: { fontSize: '1.375rem', lineHeight: '1.3' }, h2: { fontSize: '1rem', lineHeight: '1.4' }, h3: { fontSize: '0.9rem' } },
  },
  components: {
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'md', fz: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } } },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'md' } } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
})

/** Mantine's greys for secondary text are below what WCAG AA asks for; these pass on every surface of the theme. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b232b',
    '--mantine-color-dimmed': '#566270',
    '--mantine-color-placeholder': '#67727e',
    '--mantine-color-error': '#b92525',
    '--mantine-color-anchor': '#0a6690',
    '--weir-canvas': '#f6f8fa',
    '--weir-line': '#dfe4e9',
    '--weir-good': '#1b7f4b',
    '--weir-warn': '#b26a00',
    '--weir-bad': '#c22f2f',
    '--weir-idle': '#7b8794',
    '--weir-info': '#0b6e99',
    '--weir-soft-warn': '#fff6e0',
    '--weir-soft-bad': '#fdecec',
    '--weir-soft-info': '#e9f5fb',
    '--weir-soft-good': '#e7f6ee',
  },
  dark: {
    '--mantine-color-text': '#dbe2e9',
    '--mantine-color-dimmed': '#9fabb8',
    '--mantine-color-placeholder': '#8d99a6',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-anchor': '#62b9e3',
    '--weir-canvas': '#12171d',
    '--weir-line': '#2b343f',
    '--weir-good': '#3fbf7f',
    '--weir-warn': '#e8a33d',
    '--weir-bad': '#f27272',
    '--weir-idle': '#74808d',
    '--weir-info': '#52abd5',
    '--weir-soft-warn': '#33290f',
    '--weir-soft-bad': '#3a1d1f',
    '--weir-soft-info': '#12303f',
    '--weir-soft-good': '#143325',
  },
})
