// @ts-check

/**
 * The first language of an `Accept-Language` header that is spoken here, by its quality (RFC 9110, 12.5.4). In plain
 * JavaScript: the sign-in page is written before anything of the app runs.
 *
 * @template {string} Language
 * @param {string} accept
 * @param {readonly Language[]} languages
 * @returns {Language | undefined}
 */
export function preferredOf(accept, languages) {
  const ranked = accept
    .split(',')
    .map((item) => {
      const [tag = '', ...parameters] = item.trim().split(';')
      const quality = parameters.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find((q) => q !== undefined)
      return { spoken: tag.split('-')[0]?.toLowerCase(), quality: Number(quality ?? 1) }
    })
    .sort((a, b) => b.quality - a.quality)
  return ranked
    .map(({ spoken }) => languages.find((language) => language === spoken))
    .find((language) => language !== undefined)
}
