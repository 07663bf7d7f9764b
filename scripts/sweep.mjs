/**
 * Clears away what test engines leave in their folder: processes, mounts, files. Whatever happened to the test
 * run itself, nothing of it stays. Node built-ins only.
 */

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Unmounts everything below `folder`, the innermost first.
 *
 * @param {string} folder absolute path
 */
export function unmountBelow(folder) {
  if (!existsSync('/proc/self/mountinfo')) return
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4]?.replace(/\\040/g, ' ') ?? '')
    .filter((point) => point.startsWith(`${folder}/`))
  for (const point of points.reverse()) spawnSync('umount', ['--lazy', point])
}

/**
 * Ends the processes that wrote a `pid` file below `folder`, unmounts what they mounted and removes the folder.
 *
 * @param {string} folder absolute path of a temporary folder that engines were started in
 */
export async function sweep(folder) {
  if (!existsSync(folder)) return
  const pids = readdirSync(folder)
    .map((name) => path.join(folder, name, 'pid'))
    .filter((file) => existsSync(file))
    .map((file) => Number(readFileSync(file, 'utf8')))
    .filter((pid) => pid > 1 && isOf(pid, folder))
  for (const pid of pids) signal(pid, 'SIGTERM')
  for (let tries = 0; tries < 50 && pids.some((pid) => signal(pid, 0)); tries++) await sleep(100)
  for (const pid of pids) signal(pid, 'SIGKILL')
  unmountBelow(folder)
  rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
}

/** A pid may have been given to another process since: only one that names the folder is ours. */
function isOf(pid, folder) {
  const file = `/proc/${pid}/cmdline`
  return existsSync(file) && readFileSync(file, 'utf8').includes(folder)
}

/** @returns whether the process exists */
function signal(pid, name) {
  try {
    process.kill(pid, name)
    return true
  } catch {
    return false
  }
}
