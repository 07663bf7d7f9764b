export { type DaemonEndpoint, findDaemon } from './endpoint'
export { daemonSource } from './source'
