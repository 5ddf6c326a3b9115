/** Larger files are not read into a page. */
export const MOST_BYTES = 100 * 2 ** 20;
