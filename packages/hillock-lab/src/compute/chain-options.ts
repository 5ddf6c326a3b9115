/** Weight initialisations of the chain; "auto": as the function asks. LeCun's is Glorot's where layers are equally wide. */
export const STARTS = ["auto", "glorot", "he"] as const;
export type Start = (typeof STARTS)[number];
