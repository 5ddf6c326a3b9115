import { plot } from "asciichart";
import { type Activation, type DescribedLoss, equations, ranges } from "hillock";
import { type Colors, colorsOf } from "./colors.ts";

type Described = Activation | DescribedLoss;
/** What stands before an equation and a derivative. */
const LEFT = { elementwise: ["f(x)", "f′(x)"], row: ["f(x)", "J"], loss: ["L(x, y)", "∂L/∂x"] } as const;

const WIDTH = 61;
const REACH = 6;

function curves(f: Described, pc: Colors): string {
  if (f.kind !== "elementwise") return "";
  const inputs = Array.from({ length: WIDTH }, (_, i) => -REACH + (2 * REACH * i) / (WIDTH - 1));
  const draw = (title: string, of: (x: number) => number): string => {
    const values = inputs.map(of);
    if (!values.every(Number.isFinite))
      return `\n${pc.dim(`${title} is not finite everywhere from −${REACH} to ${REACH}`)}`;
    const flat = Math.max(...values) - Math.min(...values) < 1e-9;
    return `\n${pc.dim(`${title}, x from −${REACH} to ${REACH}`)}\n${plot(values, { height: 8, ...(flat ? { min: values[0] - 1, max: values[0] + 1 } : {}) })}`;
  };
  return `${draw("f", (x) => f(x))}\n${draw("f′", (x) => f.derivative(x))}`;
}

/** All there is to know of a function, for a terminal. */
export function card(f: Described, pc: Colors = colorsOf(process.stdout)): string {
  const { value, derivative } = equations(f);
  const range = ranges(f);
  const [left, leftOfDerivative] = LEFT[f.kind];
  const known = Object.entries(f.known).map(([library, name]) => `${library} ${name}`);
  const lines: [string, string][] = [
    ["equation", `${left} = ${value}`],
    ["range", range.value],
    ["derivative", `${leftOfDerivative} = ${derivative}`],
    ["its range", range.derivative],
    ["at kinks", f.kinkConvention],
    ["uses", f.uses],
    ...f.limitations.map((text, i): [string, string] => [i === 0 ? "limitations" : "", text]),
    ...(f.kind === "elementwise"
      ? Object.entries(f.parameters).map(([name, v]): [string, string] => [
          "parameter",
          `${name} = ${typeof v === "number" ? v : Array.from(v).join(", ")}${f.learnable.includes(name) ? " (learned)" : ""}`,
        ])
      : []),
    ...(known.length > 0 ? [["elsewhere", known.join(", ")] as [string, string]] : []),
    ["source", f.source],
  ];
  return [
    pc.bold(f.title),
    ...lines.map(([label, text]) => `  ${pc.dim(label.padEnd(12))} ${text}`),
    curves(f, pc),
  ].join("\n");
}
