import { mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'

const FOLDER = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const TEXT = 'Quick wafting zephyrs vex bold Jim, 0123456789'

/** The environment of a browser that has only the fonts of the package, drawn in one way, whatever the machine has. */
export function fixedFonts(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-fonts-'))
  const file = join(folder, 'fonts.conf')
  const alias = (family: string, to: string) => `<alias binding="same"><family>${family}</family><prefer><family>${to}</family></prefer></alias>`
  const set = (name: string, value: string) => `<match target="font"><edit name="${name}" mode="assign">${value}</edit></match>`
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${FOLDER}</dir><cachedir>${folder}</cachedir>
    <selectfont><rejectfont>${['Serif', 'Math'].map((kind) => `<glob>*/DejaVu${kind}*</glob>`).join('')}</rejectfont></selectfont>
    ${['sans-serif', 'sans', 'system-ui'].map((family) => alias(family, 'DejaVu Sans')).join('')}
    ${['monospace', 'ui-monospace'].map((family) => alias(family, 'DejaVu Sans Mono')).join('')}
    ${set('antialias', '<bool>true</bool>')}${set('hinting', '<bool>false</bool>')}${set('rgba', '<const>none</const>')}
    </fontconfig>`,
  )
  return { ...(process.env as Record<string, string>), FONTCONFIG_FILE: file }
}

/** How wide a text is in the page's fonts: differs where fonts do. */
export function widths(page: Page): Promise<{ sans: string; mono: string }> {
  return page.evaluate((text) => {
    const context = document.createElement('canvas').getContext('2d')
    const style = getComputedStyle(document.documentElement)
    const width = (family: string) => {
      if (!context) return ''
      context.font = `100px ${style.getPropertyValue(family)}`
      return context.measureText(text).width.toFixed(1)
    }
    return { sans: width('--mantine-font-family'), mono: width('--mantine-font-family-monospace') }
  }, TEXT)
}
