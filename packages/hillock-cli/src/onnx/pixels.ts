import { HillockError } from "hillock";
import { oneOf } from "../commands/flags.ts";
import { type Border, takesFractions } from "./tensors.ts";

/** What an idx file's pixels, 0 to 255, are given to an ONNX graph as. */
export const PIXELS = ["0-1", "0-255"] as const;
export type Pixels = (typeof PIXELS)[number];

export const pixelsFlag = (value: string | undefined): Pixels | undefined => oneOf("--pixels", value, PIXELS);

export interface PixelScale {
  /** Of a pixel, before it is fed. */
  readonly divisor: number;
  readonly said: string;
}

/** One rule for all commands: an input that takes fractions gets 0 … 1 unless it is said, any other the bytes. */
export function pixelScale(input: Border | undefined, asked: Pixels | undefined): PixelScale {
  const fractions = input === undefined || takesFractions(input);
  if (!fractions && asked === "0-1")
    throw new HillockError(
      "invalid-argument",
      `--pixels 0-1: the input "${input.name}" takes whole numbers; leave it out, and it gets 0 to 255.`,
    );
  if ((asked ?? (fractions ? "0-1" : "0-255")) === "0-1")
    return { divisor: 255, said: "Pixels were scaled to 0 … 1; --pixels 0-255 feeds them as they are." };
  return { divisor: 1, said: "Pixels were fed as they are, 0 to 255." };
}

/** @throws HillockError where the flag is given and there are no pixels whose scale is open. */
export function refusePixels(asked: Pixels | undefined, why: string): void {
  if (asked !== undefined)
    throw new HillockError("invalid-argument", `--pixels ${asked}: ${why}; leave it out.`);
}
