/** Colours that pictures need, as `app/globals.css` has them: a picture is drawn where no style sheet is. */
export interface PictureTheme {
  readonly surface: string
  readonly sunken: string
  readonly line: string
  readonly lineStrong: string
  readonly ink: string
  readonly muted: string
  readonly good: string
  /** One per strategy. */
  readonly accents: readonly string[]
  /** The neutral one, then the hues of layers that several tags hold. */
  readonly layers: readonly string[]
  /** The strata of the sign, from bedrock to topsoil. */
  readonly sign: readonly string[]
  /** From few bytes to many, with the ink that is read on each. */
  readonly heat: readonly string[]
  readonly heatInk: readonly string[]
  readonly heatZero: string
}

export type ThemeName = 'light' | 'dark'

/** Colours in their order, apart by spaces. */
const palette = (colours: string) => colours.split(' ')

export const THEMES: Readonly<Record<ThemeName, PictureTheme>> = {
  light: {
    surface: '#ffffff',
    sunken: '#efece5',
    line: '#ddd8cd',
    lineStrong: '#b9b2a3',
    ink: '#1d1f24',
    muted: '#5d5f66',
    good: '#1d6b45',
    accents: ['#0b6fb0', '#c25100', '#0f7d5c', '#a33d86', '#806000', '#5b52b5'],
    layers: palette('#c9c6bf #1f4e8c #5f9ff0 #0f7a70 #e07a1f #a8401a #a878b0 #f2b632'),
    sign: palette('#5b6472 #b8643a #d9a441 #6f9a6b'),
    heat: palette('#f4f8c9 #dcf0b5 #bce4b5 #7fcdbb #4fbcc4 #1d91c0 #225ea8 #253494 #0b1c58'),
    heatInk: palette('#1d1f24 #1d1f24 #1d1f24 #1d1f24 #1d1f24 #1d1f24 #ffffff #ffffff #ffffff'),
    heatZero: '#ffffff',
  },
  dark: {
    surface: '#1b1e23',
    sunken: '#23272e',
    line: '#343943',
    lineStrong: '#59606d',
    ink: '#eceae5',
    muted: '#a7a9b0',
    good: '#6fd09c',
    accents: ['#5db2ea', '#f29455', '#52c79f', '#e08cc6', '#d6b340', '#a49cf5'],
    layers: palette('#565b64 #3b6fd4 #9bd3fb #35b597 #f2952b #cf5419 #b08fe0 #f7e25c'),
    sign: palette('#7d8796 #cd7a4f #dcae55 #83b07e'),
    heat: palette('#22304f #253f7c #225ea8 #2a93bd #41b6c4 #7fcdbb #b4e2b4 #e3f4b0 #ffffd9'),
    heatInk: palette('#f4f2ee #f4f2ee #f4f2ee #131518 #131518 #131518 #131518 #131518 #131518'),
    heatZero: '#1b1e23',
  },
}

/** The accent of a strategy by its slot. */
export function accentOf({ accents, muted }: PictureTheme, slot: number): string {
  return accents[Math.abs(Math.trunc(slot)) % accents.length] ?? muted
}
