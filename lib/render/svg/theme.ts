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
  /** One per layer identity, from bedrock to topsoil. */
  readonly layers: readonly string[]
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
    layers: palette(
      '#5b6472 #b8643a #d9a441 #6f9a6b #4f8fa8 #9a6a9c #c98a8a #8d7b54 #3f7f78 #e0b98a #7a86c2 #a3b35a',
    ),
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
    layers: palette(
      '#7d8796 #cd7a4f #dcae55 #83b07e #63a6c0 #b184b3 #d99d9d #a5936a #55998f #e6c59b #929dd8 #b6c56e',
    ),
    heat: palette('#22304f #253f7c #225ea8 #2a93bd #41b6c4 #7fcdbb #b4e2b4 #e3f4b0 #ffffd9'),
    heatInk: palette('#f4f2ee #f4f2ee #f4f2ee #131518 #131518 #131518 #131518 #131518 #131518'),
    heatZero: '#1b1e23',
  },
}

/** The accent of a strategy by its slot. */
export function accentOf({ accents, muted }: PictureTheme, slot: number): string {
  return accents[Math.abs(Math.trunc(slot)) % accents.length] ?? muted
}
