export { readSavedFile } from './file'
export { imagesOf } from './images'
export { readSaved } from './saved'
export { archiveSource } from './source'
