/** Finds programs. Node built-ins only. */
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** dockerd is in a folder that not every user's PATH has. */
const FOLDERS = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin']

/** Chromium without windows, as a program and as a package of Debian. */
export const SHELL = 'chromium-headless-shell'

/**
 * Absolute path of the first of these programs that this machine has; empty and absent names are skipped.
 *
 * @param {...(string | undefined)} names
 * @returns {string | undefined}
 */
export function findProgram(...names) {
  return names
    .filter((name) => name)
    .flatMap((name) => (name.startsWith('/') ? [name] : FOLDERS.map((folder) => path.join(folder, name))))
    .find(isExecutable)
}

/** The browser of the tests: the one that draws no windows of its own first, for they cost half as much as the pages. */
export function findBrowser() {
  return findProgram(process.env.STRATA_TEST_CHROMIUM, SHELL, 'chromium', 'chromium-browser', 'google-chrome')
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
