/** Hosts that each download as many bytes. */
export interface Download {
  readonly hosts: number
  readonly bytes: number
}

/**
 * How long until the host with `worst` bytes has them, when all hosts start at once and share the registry's
 * bandwidth evenly: those that need less end sooner and leave their part to the others.
 *
 * @param downloads          all pulls of the release, in any order
 * @param worst              bytes of the host that is waited for
 * @param bandwidth          bytes a second of one host
 * @param registryBandwidth  bytes a second of the registry, shared; no limit when absent
 * @returns                  seconds of transfer; unpacking is not counted
 */
export function secondsUntil(
  downloads: readonly Download[],
  worst: number,
  bandwidth: number,
  registryBandwidth = Number.POSITIVE_INFINITY,
): number {
  const sorted = [...downloads].sort((a, b) => b.bytes - a.bytes)
  let hosts = 0
  // From the largest down: as many hosts are still downloading when the hosts of this size end.
  const active = sorted.map((download) => {
    hosts += download.hosts
    return hosts
  })
  let seconds = 0
  let done = 0
  for (let index = sorted.length - 1; index >= 0; index--) {
    const bytes = Math.min(sorted[index]!.bytes, worst)
    seconds += (bytes - done) / Math.min(bandwidth, registryBandwidth / Math.max(1, active[index]!))
    done = bytes
  }
  return seconds
}
