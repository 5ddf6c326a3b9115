const NUMBERED = /\b(layers?) (\d+(?:(?:, | to )\d+)*)/gi;

/** The doctor counts layers from 0, as the library's arrays do; the page counts them from 1, in its rows and in words. */
export const layersFromOne = (words: string): string =>
  words.replace(
    NUMBERED,
    (_, layer: string, numbers: string) =>
      `${layer} ${numbers.replace(/\d+/g, (number) => String(Number(number) + 1))}`,
  );
