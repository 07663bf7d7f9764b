import { Archives } from './archives'
import { Snapshots } from './snapshots'

/** What is open of files: snapshots and image archives. */
export default function SourceFiles() {
  return (
    <>
      <Snapshots />
      <Archives />
    </>
  )
}
