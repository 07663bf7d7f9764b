import type { PictureTheme } from '@/lib/render/svg/theme'
import type { PreviewBand, StrategiesPreview } from '@/lib/server/open-graph'
import { Frame } from './frame'

interface Props {
  readonly preview: StrategiesPreview
  readonly theme: PictureTheme
}

const COLUMN = 150
/** More strategies than this are drawn in lower rows. */
const ROOMY = 3
/** Pixels of a bar, by the number of strategies. */
const BARS = [44, 44, 30, 16]
const LOW_BAR = 9
/** With more there is no room for a sentence. */
const MOST_WITH_VERDICT = 5

/** Strategies side by side: their figures and, as a bar of strata, what of the last tag a host downloads. */
export function StrategiesCard({ preview, theme }: Props) {
  const { rows, columns } = preview
  const roomy = rows.length <= ROOMY
  return (
    <Frame theme={theme} page={preview.page} title={preview.title} source={preview.source}>
      <div style={{ display: 'flex', marginTop: 12, fontSize: 18, color: theme.muted }}>
        <div style={{ display: 'block', lineClamp: 1, flexGrow: 1, flexBasis: 0 }}>{preview.note}</div>
        {columns.map((column) => (
          <div
            key={column}
            style={{ display: 'flex', width: COLUMN, justifyContent: 'flex-end', flexShrink: 0 }}
          >
            {column}
          </div>
        ))}
      </div>
      <div style={{ display: 'flex', flexDirection: 'column', marginTop: 4 }}>
        {rows.map((row, index) => (
          <div
            key={String(index)}
            style={{ display: 'flex', flexDirection: 'column', padding: roomy ? '4px 0' : '3px 0' }}
          >
            <div style={{ display: 'flex', alignItems: 'center' }}>
              <div
                style={{
                  width: 18,
                  height: 18,
                  borderRadius: 4,
                  marginRight: 12,
                  flexShrink: 0,
                  background: theme.accents[row.colour],
                }}
              />
              <Name row={row} theme={theme} roomy={roomy} />
              {row.figures.map(({ text, best }, column) => (
                <div
                  key={columns[column]}
                  style={{
                    display: 'flex',
                    width: COLUMN,
                    justifyContent: 'flex-end',
                    flexShrink: 0,
                    fontSize: roomy ? 28 : 24,
                    fontWeight: best ? 700 : 400,
                    color: best ? theme.good : theme.ink,
                  }}
                >
                  {text}
                </div>
              ))}
            </div>
            <Bands bands={row.bands} theme={theme} height={BARS[rows.length] ?? LOW_BAR} />
          </div>
        ))}
      </div>
      {rows.length <= MOST_WITH_VERDICT && (
        <div
          style={{
            display: 'block',
            lineClamp: rows.length < ROOMY ? 2 : 1,
            marginTop: 'auto',
            fontSize: 21,
            lineHeight: 1.35,
            wordBreak: 'break-word',
          }}
        >
          {preview.verdict}
        </div>
      )}
    </Frame>
  )
}

interface NameProps {
  readonly row: StrategiesPreview['rows'][number]
  readonly theme: PictureTheme
  readonly roomy: boolean
}

/** Name and reference: one below the other, or the name alone where there is no room. */
function Name({ row, theme, roomy }: NameProps) {
  const { name, reference } = row
  const one = { display: 'block', lineClamp: 1, wordBreak: 'break-all' } as const
  return (
    <div style={{ display: 'flex', flexDirection: 'column', flexGrow: 1, flexBasis: 0, minWidth: 0 }}>
      <div style={{ ...one, fontSize: roomy ? 26 : 22, fontWeight: 700 }}>{name}</div>
      {roomy && name !== reference && (
        <div style={{ ...one, fontSize: 17, color: theme.muted }}>{reference}</div>
      )}
    </div>
  )
}

interface BandsProps {
  readonly bands: readonly PreviewBand[]
  readonly theme: PictureTheme
  readonly height: number
}

const LEAST_SHARE = 0.004

/** Layers side by side, the base at the left; pale where the host has them. */
function Bands({ bands, theme, height }: BandsProps) {
  // What is there is seen, however small; the rest gives way.
  const seen = bands.map(({ share }) => Math.max(LEAST_SHARE, share))
  const whole = Math.max(
    1,
    seen.reduce((sum, share) => sum + share, 0),
  )
  return (
    <div
      style={{
        display: 'flex',
        width: '100%',
        height,
        marginTop: 5,
        borderRadius: 3,
        background: theme.sunken,
      }}
    >
      {bands.map(({ slot, reused }, index) => (
        <div
          key={String(index)}
          style={{
            width: `${((seen[index] ?? 0) / whole) * 100}%`,
            height: '100%',
            background: theme.layers[slot],
            opacity: reused ? 0.3 : 1,
          }}
        />
      ))}
    </div>
  )
}
