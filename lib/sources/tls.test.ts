import { expect, it } from 'vitest'
import { failureOf } from './daemon/failure'
import { failureOfError } from './registry/failures'

it.each(['ERR_OSSL_EVP_UNSUPPORTED', 'HOSTNAME_MISMATCH', 'CERT_HAS_EXPIRED', 'EPROTO'])(
  'takes %s for a failure of TLS, at an engine and at a registry',
  (code) => {
    const error = Object.assign(new Error('made up'), { code })
    const expected = { code: 'tls', at: 'tcp://x:2376', detail: code }
    expect(failureOf(error, { url: 'tcp://x:2376', foundBy: 'a test' }, 'x')).toEqual(expected)
    expect(failureOfError(error, 'tcp://x:2376', false)).toEqual(expected)
  },
)
