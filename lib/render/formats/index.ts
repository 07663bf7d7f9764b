import { csv } from './csv'
import type { Formatter } from './formatter'
import { html } from './html'
import { json } from './json'
import { markdown } from './markdown'
import { text } from './text'

/** Every way of writing cards as text. */
export const FORMATTERS: readonly Formatter[] = [markdown, csv, html, text, json]
