/**
 * An SVG as the address of a picture. What is shown as a picture runs nothing and reaches nothing, whatever is
 * in it; and ids in it are its own.
 */
export function pictureUrl(svg: string): string {
  // Beside `%` and `#` only what a page's attribute would have to write longer.
  const written = svg.replace(/[%#"'<>&\r\n\t]/g, (char) => encodeURIComponent(char).replace("'", '%27'))
  return `data:image/svg+xml;charset=utf-8,${written}`
}
