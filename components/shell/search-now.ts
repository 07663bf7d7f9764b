/**
 * The link's parameters at this moment, for what a key or a click sets going: what a switch has just put into the
 * link is not in the last render yet.
 */
export function searchNow(): URLSearchParams {
  return new URLSearchParams(window.location.search)
}
