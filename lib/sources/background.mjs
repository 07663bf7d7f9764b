// @ts-check
import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/**
 * Has the thread that calls this, and those that it starts, wait for others where there is more to do than cores: a
 * scan or a picture takes a moment longer, and nobody who asks for something else waits for it. Linux gives each thread
 * a priority of its own (setpriority(2)); elsewhere nothing changes.
 */
export function workInBackground() {
  if (process.platform !== 'linux') return
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A container may forbid it: then all wait alike.
  }
}
