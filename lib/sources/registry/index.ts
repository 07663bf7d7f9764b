export { type DockerConfig, loadDockerConfig } from './docker-config'
export { type RegistryOptions, registrySource } from './source'
