interface Props {
  /** A CSS colour or background. */
  readonly background: string | undefined
  readonly className: string
}

/** A layer's colour beside its name. */
export function Swatch({ background, className }: Props) {
  return <span aria-hidden="true" className={className} style={{ background }} />
}
