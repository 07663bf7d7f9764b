/** The marks of the strategies as the charts have them, before each of many values. */
export function markCss(scope: string): string {
  const shapes = [
    'border-radius: 50%',
    '',
    'clip-path: polygon(50% 0, 100% 100%, 0 100%)',
    'clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%)',
    'clip-path: polygon(33% 0, 67% 0, 67% 33%, 100% 33%, 100% 67%, 67% 67%, 67% 100%, 33% 100%, 33% 67%, 0 67%, 0 33%, 33% 33%)',
    'clip-path: polygon(0 0, 100% 0, 50% 100%)',
  ]
  const each = shapes.map(
    (shape, slot) => `${scope} .of-${slot}::before { background: var(--accent-${slot}); ${shape} }`,
  )
  return [
    `${scope} .many > * { white-space: nowrap; }`,
    `${scope} .many > ::before { content: ""; display: inline-block; width: 0.58em; height: 0.58em; margin-right: 0.3em; }`,
    ...each,
  ].join('\n')
}
