/** As Node and OpenSSL name what goes wrong in a handshake or with a certificate. */
const TLS = /^(?:ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/

/** Whether an error's code says that TLS failed, not the connection below it. */
export function isTlsCode(code: string): boolean {
  return TLS.test(code)
}
