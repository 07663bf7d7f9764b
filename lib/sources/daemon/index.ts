export { DEFAULT_FOUND, findDaemon } from './endpoint'
export { daemonSource } from './source'
