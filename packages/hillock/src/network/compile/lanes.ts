import { LANES } from "./plan.ts";

/** Lanes of the last block of a row that are columns, as a mask: the others are padding. */
export const laneMask = (columns: number): [number, number, number, number] => {
  const inUse = columns % LANES === 0 ? LANES : columns % LANES;
  return [0, 1, 2, 3].map((lane) => (lane < inUse ? -1 : 0)) as [number, number, number, number];
};
