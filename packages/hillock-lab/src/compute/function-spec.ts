/** A function as the page and the address name it: one of the catalogue, or a formula in x, with its parameters. */
export interface FunctionSpec {
  readonly text: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** Semicolons part the parameters from the text, and from each other. */
const escaped = (text: string): string => text.replaceAll("%", "%25").replaceAll(";", "%3B");
const plain = (text: string): string => text.replaceAll("%3B", ";").replaceAll("%25", "%");

export const writeSpec = ({ text, parameters }: FunctionSpec): string =>
  [escaped(text), ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)].join(";");

export function readSpec(written: string): FunctionSpec {
  const [text = "", ...pairs] = written.split(";");
  const parameters = pairs.flatMap((pair) => {
    const [name = "", value = ""] = pair.split("=");
    return /^[A-Za-z_]\w*$/.test(name) && Number.isFinite(Number(value)) ? [[name, Number(value)]] : [];
  });
  return { text: plain(text.trim()), parameters: Object.fromEntries(parameters) };
}
