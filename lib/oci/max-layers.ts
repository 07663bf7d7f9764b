/** Layers that a classic engine allows per image (moby layer/layer_store.go, `maxLayerDepth`). */
export const MAX_LAYERS = 125
/** Layers of an image that is looked at: twice as many as Linux mounts (fs/overlayfs/params.c, `OVL_MAX_STACK`: 500). */
export const MOST_LAYERS = 1000
/** Steps of its history: a layer has seldom more than a few. */
export const MOST_STEPS = 10_000
