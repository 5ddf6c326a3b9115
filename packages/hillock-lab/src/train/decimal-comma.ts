const NUMBER = /^[+-]?(\d*|\d{1,3}(\.\d{3})+)(,\d+)?(e[+-]?\d+)?$/i;
const WITH_COMMA = /^[+-]?[\d.]*,\d+(e[+-]?\d+)?$/i;

/** Whether a column's known fields are numbers as much of Europe writes them: 1.234,5. */
export const hasDecimalCommas = (fields: readonly string[]): boolean =>
  fields.some((field) => WITH_COMMA.test(field)) && fields.every((field) => NUMBER.test(field));

export const withPoint = (field: string): string => field.replaceAll(".", "").replace(",", ".");
