/** So many rows come at once; more come when they are asked for. */
export const PAGE_ROWS = 100
