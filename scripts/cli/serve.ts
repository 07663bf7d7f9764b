import type { Command } from './command'
import { CommandError } from './errors'

/** Only its help is shown here: scripts/strata.mjs hands the rest to scripts/start.mjs, which is `npm start`. */
export const serve: Command = {
  name: 'serve',
  summary: 'serve the pages, as npm start does; builds what is not current first',
  usage: '[--open [FILE]] [options]',
  options: {
    port: {
      type: 'string',
      short: 'p',
      value: 'N',
      help: 'port to listen on, 0 for any free one (3000, or STRATA_PORT)',
    },
    host: { type: 'string', value: 'NAME', help: 'address to listen on (127.0.0.1, or STRATA_HOST)' },
    open: { type: 'boolean', help: 'open the page in a browser; with a snapshot, the view saved in it' },
  },
  examples: ['strata serve', 'strata serve --port 8080 --open', 'strata serve --open before.strata.json'],
  async run() {
    throw new CommandError('serve is run by scripts/strata.mjs')
  },
}
