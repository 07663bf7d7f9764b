export { findDaemon } from './endpoint'
export { daemonSource } from './source'
