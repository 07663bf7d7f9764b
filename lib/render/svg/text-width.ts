/**
 * Advance widths of Noto Sans KR, in thousandths of the size: what a picture's text takes up is known before it is
 * drawn, and without a font. `text-width.test.ts` compares them with the font's files.
 */

/** U+0020 to U+007E. */
const REGULAR = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555,
  555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293,
  535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555,
  559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468,
  377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
] as const
const BOLD = [
  227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590,
  590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656, 714, 615, 585, 717, 757, 330,
  568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590,
  567, 626, 591, 644, 527, 644, 581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 437, 495,
  421, 637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
] as const

const HANGUL = 920
/** Signs that texts of the app have; the wider of both weights. */
const SIGNS = new Map(
  (
    [
      ['\u00a0', 227],
      ['‘’', 325],
      ['–', 544],
      ['“”', 574],
      ['−', 590],
      ['·', 592],
      ['—', 908],
      ['…≈→●×±√', 1000],
    ] as const
  ).flatMap(([signs, width]) => [...signs].map((sign) => [sign, width] as const)),
)
/** Whatever else there is is no wider, nor is the box that stands for what the font lacks. */
const WIDEST = 1074
const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]/

/** Pixels that a text takes up in a line at `size` pixels; never less than what is drawn. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0
  for (const sign of text) width += signWidth(sign, bold)
  return (width * size) / 1000
}

function signWidth(sign: string, bold: boolean): number {
  const code = sign.codePointAt(0) ?? 0
  const ascii = (bold ? BOLD : REGULAR)[code - 0x20]
  if (ascii !== undefined) return ascii
  if ((code >= 0xac00 && code <= 0xd7a3) || (code >= 0x3131 && code <= 0x318e)) return HANGUL
  const known = SIGNS.get(sign)
  if (known !== undefined) return known
  if (!ACCENTED.test(sign)) return WIDEST
  // An accented letter is as wide as without its accent, with a little for those that are not.
  const [base = sign] = sign.normalize('NFD')
  return base === sign ? WIDEST : signWidth(base, bold) + 30
}
