import { type Browser, chromium } from '@playwright/test'
import { findBrowser } from '../programs.mjs'
import { started } from './started'

/** The tests' browser; it ends with its bench. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--disable-background-networking'],
  })
  await started({ stop: () => browser.close() })
  return browser
}
