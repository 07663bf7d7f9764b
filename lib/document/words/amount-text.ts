import type { Translate } from './translate'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MOST_DAYS = 10_000

/** `0.36 s`, `4 min 10 s`, `2 h 5 min`. @param t  of the namespace `rollout.duration` */
export function timeText(t: Translate, seconds: number): string {
  if (seconds < MINUTE) {
    const rounded = Number(seconds.toPrecision(3))
    if (seconds > 0 && seconds < 0.001) return t('less', { seconds: '0.001' })
    if (rounded < MINUTE) return t('seconds', { seconds: String(rounded) })
  }
  const whole = Math.round(seconds)
  if (whole < HOUR)
    return t('minutes', { minutes: String(Math.floor(whole / MINUTE)), seconds: String(whole % MINUTE) })
  const minutes = Math.round(seconds / MINUTE)
  if (minutes < DAY / MINUTE)
    return t('hours', { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) })
  const hours = Math.round(seconds / HOUR)
  const days = Math.floor(hours / 24)
  if (days > MOST_DAYS) return t('more', { days: MOST_DAYS.toLocaleString('en-US') })
  return t('days', { days: String(days), hours: String(hours % 24) })
}

/** An amount of any currency: `12.34`, `<0.01`, `1,234`. */
export function costText(cost: number): string {
  if (cost > 0 && cost < 0.01) return '<0.01'
  if (cost >= 1e12) return cost.toExponential(2)
  const digits = cost < 1000 ? 2 : 0
  return cost.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
