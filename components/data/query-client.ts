import { QueryClient } from '@tanstack/react-query'

/** A client whose answers stay fresh long enough not to be asked again at once after the server's own. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 2000, retry: 1, refetchOnWindowFocus: true },
      // The server may be on this machine: a browser without a network reaches it too.
      mutations: { networkMode: 'always' },
    },
  })
}
