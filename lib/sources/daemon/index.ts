export { type DaemonEndpoint, type EndpointResult, findDaemon } from './endpoint'
export { type DaemonOptions, daemonSource } from './source'
