export { loadDockerConfig } from './docker-config'
export { registryMemory, registrySource } from './source'
