/**
 * Looks up a sentence of one namespace of `lib/i18n/messages` and fills in its arguments. next-intl's hook gives one
 * to a component, its `createTranslator` to a route or a command.
 */
export type Translate = (key: string, values?: Record<string, string | number>) => string
