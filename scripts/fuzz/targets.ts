import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { z } from 'zod'
import { readList } from '../../lib/analysis/series/read-list'
import { readChunks } from '../../lib/layerfs/read.testing'
import { TarError } from '../../lib/layerfs/tar-error'
import { cutLink, linkProblems } from '../../lib/link/link-problems'
import { loadPage, PAGES } from '../../lib/link/pages'
import { formatStrategy, parseStrategy } from '../../lib/link/strategy-param'
import { parseInstruction } from '../../lib/oci/instruction'
import { plain } from '../../lib/oci/plain'
import { formatReference, parseReference } from '../../lib/oci/reference'
import { stepsOf } from '../../lib/oci/steps'
import { factsOfConfig } from '../../lib/sources/config-facts'
import { checked } from '../../lib/sources/json'
import { parseChallenge } from '../../lib/sources/registry/challenge'
import * as schemas from '../../lib/sources/registry/schemas'
import { parseSnapshot } from '../../lib/sources/snapshot/read'
import { SourceError } from '../../lib/sources/source'
import { brokenTar, hostileText, mutated } from './hostile'

/**
 * What reads bytes of strangers. An input that it cannot read is refused with a typed error; anything else that it
 * throws is a fault.
 */
export interface Target {
  readonly name: string
  readonly input: fc.Arbitrary<unknown>
  readonly read: (input: unknown) => void
}

const target = <Input>(name: string, input: fc.Arbitrary<Input>, read: (input: Input) => void) =>
  ({ name, input, read }) as Target

const digest = (letter: string) => `sha256:${letter.repeat(64)}`
const OCI = 'application/vnd.oci.image'
const descriptor = { mediaType: `${OCI}.layer.v1.tar+gzip`, digest: digest('a'), size: 1000 }
const MANIFEST = {
  ...{ schemaVersion: 2, mediaType: `${OCI}.manifest.v1+json`, annotations: { a: 'b' } },
  config: { ...descriptor, mediaType: `${OCI}.config.v1+json` },
  layers: [descriptor, { ...descriptor, urls: ['https://a/b'] }],
}
const INDEX = {
  ...{ schemaVersion: 2, mediaType: `${OCI}.index.v1+json` },
  manifests: [
    { ...descriptor, platform: { os: 'linux', architecture: 'arm64', variant: 'v8', 'os.features': ['x'] } },
    { ...descriptor, annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } },
  ],
}
const CONFIG = {
  ...{ os: 'linux', architecture: 'amd64', created: '2026-01-01T00:00:00.123456789Z' },
  rootfs: { type: 'layers', diff_ids: [digest('a'), digest('b')] },
  history: [
    { created: '2026-01-01T00:00:00Z', created_by: '/bin/sh -c #(nop) ADD file:aa in /' },
    { created_by: 'RUN make # buildkit', comment: 'buildkit.dockerfile.v0' },
    { created_by: 'ENV A=b', empty_layer: true },
  ],
}
const SNAPSHOT: unknown = JSON.parse(readFileSync('lib/sources/snapshot/testdata/v1.strata.json', 'utf8'))

const documentOf = (name: string, seed: unknown, schema: z.ZodType) =>
  target(name, mutated(seed), (json) => void checked(json, schema, 'fuzz'))

const linkPair = fc.tuple(
  fc.oneof(hostileText, fc.constantFrom('s', 'tag', 'source', 'cols', 'basis', 'ref', 'diff')),
  hostileText,
)

export const TARGETS: readonly Target[] = [
  target('reference', hostileText, (text) => {
    const reference = parseReference(text)
    if (reference) assert.deepEqual(parseReference(formatReference(reference)), reference)
  }),
  target('tags', fc.tuple(fc.array(hostileText, { maxLength: 12 }), hostileText), ([tags, filter]) => {
    void readList(tags, { reference: 'a', filter: filter.slice(0, 1000) })
  }),
  target('strategy of a link', hostileText, (text) => {
    const strategy = parseStrategy(text)
    assert.deepEqual(parseStrategy(formatStrategy(strategy)), strategy)
  }),
  target('link', fc.array(linkPair, { maxLength: 8 }), (pairs) => {
    const search = new URLSearchParams(pairs)
    for (const { key } of PAGES) {
      loadPage(key, search)
      linkProblems(key, search)
      cutLink(key, search.toString())
    }
  }),
  target('instruction', hostileText, (text) => {
    const { text: shown } = parseInstruction(text)
    assert.equal(plain(shown), shown.trim())
  }),
  target('challenge', hostileText, (text) => void parseChallenge(text)),
  documentOf('manifest', MANIFEST, schemas.manifestSchema),
  documentOf('artifact manifest', { ...MANIFEST, blobs: MANIFEST.layers }, schemas.artifactSchema),
  documentOf('index', INDEX, schemas.indexSchema),
  documentOf('kind of document', MANIFEST, schemas.kindSchema),
  documentOf('token', { token: 'a', access_token: 'b', expires_in: 60 }, schemas.tokenSchema),
  target('config and history', mutated(CONFIG), (json) => {
    const config = checked(json, schemas.configSchema, 'fuzz')
    const { history } = stepsOf(config)
    const { layers } = factsOfConfig(config, [])
    for (const { layer } of history) assert.ok(layer == null || layer < layers.length)
  }),
  target('tar', brokenTar, (chunks) => void readChunks(chunks)),
  target('snapshot', mutated(SNAPSHOT, 2), (json) => void parseSnapshot(JSON.stringify(json), 'fuzz.json')),
]

/** Reads one input. @throws what no reader of strangers' bytes may throw */
export function tryOne({ read }: Target, input: unknown): void {
  try {
    read(input)
  } catch (error) {
    if (!(error instanceof SourceError) && !(error instanceof TarError)) throw error
  }
}
