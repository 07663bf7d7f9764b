export { loadDockerConfig } from './docker-config'
export { registrySource } from './source'
