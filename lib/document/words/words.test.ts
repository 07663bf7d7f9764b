import { describe, expect, it } from 'vitest'
import { wordsOf } from './words'

describe('wordsOf', () => {
  it('speaks the language asked for, from any namespace', () => {
    expect(wordsOf('ko')('cards')('total')).toBe('전체 용량')
    expect(wordsOf('en')('rollout.duration')('minutes', { minutes: '4', seconds: '10' })).toBe('4 min 10 s')
  })

  it('fills in tags, and reads nothing into values', () => {
    const figures = () => '8.85MB {x}'
    const values = { from: '<b>{0}</b>', to: '0.0.2', figures }
    expect(wordsOf('en')('verdicts').markup('update', values)).toBe(
      'Updating <b>{0}</b> → 0.0.2 downloads 8.85MB {x}',
    )
  })
})
