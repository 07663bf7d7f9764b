import type { HistoryStep, ImageEnd, ImageFacts, UnpackedFigure } from '../../oci/facts'
import { formatReference, formatRepository, parseReference, type Repository } from '../../oci/reference'
import type { SeriesFacts } from '../compare/facts'
import { accountingOf } from '../measures/local-size'
import { imageOfPlan, type LooseLayer, madeLayer, placeLayers, repositoryOfPlan } from '../planner/made'
import type { TagContent } from './advice'

/** Sizes of a layer that a proposal makes. */
export interface PieceSizes {
  readonly unpackedBytes?: number | undefined
  readonly transferBytes?: number | undefined
  readonly exactness: UnpackedFigure['exactness']
}

/** A tag's series as it stands. */
export function seriesOfTags(tags: readonly TagContent[]): SeriesFacts {
  const repository = repositoryOf(tags)
  return {
    input: { reference: formatRepository(repository) },
    repository,
    tags: tags.map(({ tag, image }) => ({ tag, snapshot: image, failures: [] })),
    tagsFound: tags.length,
    problems: [],
  }
}

/** A series of images that were never built, in a repository that no registry has. */
export function proposedSeries(name: string, images: readonly [tag: string, ImageFacts][]): SeriesFacts {
  const repository = repositoryOfPlan(name, 'proposed')
  return {
    input: { reference: formatRepository(repository), name },
    repository,
    tags: images.map(([tag, image]) => ({ tag, snapshot: image, failures: [] })),
    tagsFound: images.length,
    problems: [],
  }
}

/** The last part of the tags' repository: `docker-layer-base`. */
export function nameOfTags(tags: readonly TagContent[]): string {
  const { repository } = repositoryOf(tags)
  return repository.slice(repository.lastIndexOf('/') + 1)
}

function repositoryOf(tags: readonly TagContent[]): Repository {
  const reference = parseReference(tags[0]?.image.reference ?? '')
  return reference ?? repositoryOfPlan('', 'unnamed')
}

/** A piece of an image: its facts and the instruction that would make it. */
export interface Piece {
  readonly layer: LooseLayer
  readonly createdBy: string
}

/** Makes a piece; `content` says what is in it, so that equal content is one layer. */
export function pieceOf(content: string, createdBy: string, sizes: PieceSizes, like: ImageFacts): Piece {
  return { layer: madeLayer({ content, ruler: accountingOf(like), ...sizes }), createdBy }
}

/** An image of a real one's lower layers and of pieces upon them. */
export function imageOn(
  real: ImageFacts,
  depth: number,
  pieces: readonly Piece[],
  name: string,
  tag: string,
): ImageFacts {
  const lower = real.layers.slice(0, depth)
  const layers = placeLayers([...lower, ...pieces.map(({ layer }) => layer)])
  const history: HistoryStep[] = [
    ...stepsBelow(real, depth),
    ...pieces.map(({ createdBy }, index) => ({ createdBy, layer: depth + index })),
  ]
  const made = imageOfPlan(repositoryOfPlan(name, 'proposed'), tag, layers, history)
  return { ...made, platform: real.platform, store: real.store }
}

/** Where an image's lower layers end, under a name for them. */
export function endOf(image: ImageFacts, depth: number, name: string, tag: string): ImageEnd {
  const repository = repositoryOfPlan(name, 'base')
  return { reference: formatReference({ ...repository, tag }), chainId: image.layers[depth - 1]!.chainId }
}

/** Steps of the lower layers, those without a layer between them included. */
function stepsBelow({ history }: ImageFacts, depth: number): readonly HistoryStep[] {
  const last = history.findLastIndex(({ layer }) => typeof layer === 'number' && layer < depth)
  return history.slice(0, last + 1)
}
