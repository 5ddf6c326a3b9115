import { plot } from "asciichart";
import { type Activation, type DescribedLoss, type ElementwiseActivation, equations, ranges } from "hillock";
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

/** The two ends of the input axis, as far as a threshold cuts them off. */
function beyond(below: number, above: number): string {
  const at = (x: number): string => String(Number(x.toPrecision(3))).replace("-", "−");
  return [
    ...(below > -Infinity ? [`x < ${at(below)}`] : []),
    ...(above < Infinity ? [`x > ${at(above)}`] : []),
  ].join(", ");
}

/** Where a gradient hardly comes through, and where none does. */
function tailLines({ tails }: ElementwiseActivation): [string, string][] {
  const saturated = beyond(tails.saturatedBelow, tails.saturatedAbove);
  const dead = beyond(tails.deadBelow, tails.deadAbove);
  const lines: [string, string][] = [];
  if (saturated !== "" && saturated !== dead)
    lines.push(["saturated", `${saturated}: less than 5 % of its steepest slope`]);
  if (dead !== "") lines.push(["dead", `${dead}: the slope is 0`]);
  return lines;
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
    ...(f.kind === "elementwise" ? tailLines(f) : []),
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
