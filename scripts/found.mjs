/**
 * The lines that `npm start` prints about a `SourcesReport` (lib/analysis/report.ts).
 *
 * @returns one line per source; the sample is one when it replaces live ones
 */
export function describe(report) {
  const lines = report.sources.map((source) => (source.ok ? answered(source.description) : silent(source)))
  const live = report.sources.some(
    (source) => source.kind === 'daemon' || source.description?.kind === 'daemon',
  )
  if (!live) lines.unshift(line('daemon', 'none'))
  return lines
}

function answered(source) {
  if (source.kind === 'daemon') {
    const { version, apiVersion, store, storageDriver, endpoint, foundBy } = source
    const engine = `Docker ${version}, API ${apiVersion}, ${store} store (${storageDriver})`
    return line('daemon', `${engine}, ${endpoint} (${foundBy})`)
  }
  if (source.kind === 'registry')
    return line('registry', source.insecure ? `${source.host}, plain http` : source.host)
  if (source.name === 'sample') {
    return line('sample', `nothing live answers: “${source.title}” is shown, which comes with Strata`)
  }
  return line('snapshot', `nothing live answers: “${source.title}” of ${timeOf(source)} is shown`)
}

/** @param snapshots  as `GET /api/snapshots` lists them @returns a line per snapshot that was opened */
export function describeSnapshots(snapshots) {
  return snapshots.map((snapshot) => {
    const { name, title, tags } = snapshot
    const count = tags === 1 ? '1 tag' : `${tags} tags`
    return line('opened', `${name}: “${title}” of ${timeOf(snapshot)}, ${count}`)
  })
}

function timeOf({ createdAt }) {
  return `${new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function silent({ kind, name, failure }) {
  return line(kind, kind === 'daemon' ? `none: ${sentence(failure)}` : `${name}: ${sentence(failure)}`)
}

function sentence(failure) {
  switch (failure.code) {
    case 'unreachable':
      return `nobody answers at ${failure.at}`
    case 'socket-denied':
      return `this user may not open ${failure.at}${
        failure.group ? `; members of the group ${failure.group} may` : ''
      }`
    case 'unauthorized':
      return `${failure.at} wants other credentials`
    case 'timeout':
      return `${failure.at} did not answer within ${failure.seconds} s`
    case 'tls':
      return `no secure connection to ${failure.at} (${failure.detail})`
    case 'server-error':
      return `${failure.at} answers with status ${failure.status}`
    default:
      return `${failure.code} at ${failure.at}${failure.detail ? ` (${failure.detail})` : ''}`
  }
}

function line(what, text) {
  // What a daemon or registry says may hold control characters; a terminal would obey them.
  return `  ${what.padEnd(9)} ${text.replace(/\p{Cc}/gu, ' ')}`
}
