/** Weight initialisations of the chain; "auto": as the function asks. */
export const STARTS = ["auto", "glorot", "he", "lecun"] as const;
export type Start = (typeof STARTS)[number];
