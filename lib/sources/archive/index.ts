export { readSavedFile } from './file'
export { imagesOf, type SavedImage } from './images'
export { readSaved } from './saved'
export { archiveSource } from './source'
