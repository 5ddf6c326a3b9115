import { early, lowerMedian, maximum, percent } from "./finding.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** The measurements a verdict rests on, of one run. */
export interface MeasuredRun {
  readonly status: "finished" | "diverged";
  readonly epochs: number;
  readonly trainLoss: readonly number[];
  readonly layers: readonly {
    readonly gradientNorm: readonly number[];
    readonly deadShare: readonly number[];
    readonly saturatedShare: readonly number[];
  }[];
  /** At the end, where rows were held out, and the loss of the best constant there. */
  readonly heldOut?: { readonly loss: number; readonly constantLoss: number };
}

/** The layers in which a share reaches the threshold, as a text, and the largest of the shares. */
function worstLayers(hidden: number, threshold: number, shareOf: (layer: number) => number) {
  const shares = Array.from({ length: hidden }, (_, layer) => ({ layer, value: shareOf(layer) }));
  const reached = shares.filter(({ value }) => value >= threshold);
  if (reached.length === 0) return undefined;
  const most = percent(maximum(reached.map(({ value }) => value)));
  const names = reached.map(({ layer }) => layer).join(", ");
  return reached.length === 1
    ? { most, layers: `layer ${names}` }
    : { most: `up to ${most}`, layers: `layers ${names}` };
}

/** What is said where rows held out are predicted no better than by a constant; undefined where they are. */
function guessing(runs: readonly MeasuredRun[]): string | undefined {
  const held = runs.flatMap(({ heldOut }) => heldOut ?? []);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const loss = mean(held.map((each) => each.loss));
  const constant = mean(held.map(({ constantLoss }) => constantLoss));
  if (!(loss >= constant)) return undefined;
  const [one, other] = [loss, constant].map((value) => Number(value.toPrecision(3)));
  return `rows held out are predicted no better than by a constant (loss ${one} beside ${other})`;
}

/** What the runs of one function show, in plain words: does it learn, and if not, why. */
export function verdict(activation: string, runs: readonly MeasuredRun[]): string {
  const diverged = runs.filter((run) => run.status === "diverged");
  if (diverged.length > 0) {
    const when = lowerMedian(diverged.map((run) => run.epochs));
    const many = diverged.length === runs.length ? "" : ` in ${diverged.length} of ${runs.length} runs`;
    return `${activation} diverged at epoch ${when}${many}: the loss is no longer a number. A smaller learning rate is the first thing to try.`;
  }
  const sentences: string[] = [];
  const hidden = runs[0].layers.length - 1;
  const over = (read: (run: MeasuredRun) => number): number => lowerMedian(runs.map(read));
  const atFirst = (values: readonly number[]): number => lowerMedian(early(values));
  const first = over((run) => atFirst(run.layers[0].gradientNorm));
  const ratio = over((run) => atFirst(run.layers[0].gradientNorm) / atFirst(run.layers[hidden].gradientNorm));
  const drop = over((run) => 1 - (run.trainLoss.at(-1) ?? Number.NaN) / run.trainLoss[0]);
  const short = runs.every((run) => run.trainLoss.length < 2);
  const learns = drop > THRESHOLDS.lossNotFalling.value;
  const guess = guessing(runs);
  if (hidden > 0 && first === 0) sentences.push("no gradient reaches the first layer, so it cannot learn");
  else if (hidden > 0 && ratio < THRESHOLDS.vanishingCompared.value) {
    const so = short || guess !== undefined ? "" : `, so it ${learns ? "learns slowly" : "hardly learns"}`;
    sentences.push(`the first layer's gradient is 1/${Math.round(1 / ratio)} of the last's${so}`);
  } else if (hidden > 0 && ratio > THRESHOLDS.explodingGradient.value) {
    sentences.push(
      `the first layer's gradient is ${Math.round(ratio)} times the last's: gradients explode on the way back`,
    );
  }
  const dead = worstLayers(hidden, THRESHOLDS.deadCompared.value, (l) =>
    over((run) => run.layers[l].deadShare.at(-1) ?? 0),
  );
  if (dead)
    sentences.push(
      `${dead.most} of the units of ${dead.layers} are dead: no example gets a gradient through them`,
    );
  const flat = worstLayers(hidden, THRESHOLDS.saturation.value, (l) =>
    over((run) => run.layers[l].saturatedShare.at(-1) ?? 0),
  );
  if (flat)
    sentences.push(
      `the units of ${flat.layers} are saturated, where the slope is nearly flat, for ${flat.most} of examples`,
    );
  if (short) sentences.push("one epoch cannot tell whether it learns");
  else if (!learns) sentences.push(`the training loss fell by only ${percent(Math.max(0, drop))}`);
  if (guess !== undefined)
    sentences.push(`${learns && !short ? `the training loss fell by ${percent(drop)}, but ` : ""}${guess}`);
  if (sentences.length === 0)
    return `${activation} learns: the training loss fell by ${percent(drop)}, and gradients reach the first layer at ${Number(ratio.toPrecision(2))} times the last layer's.`;
  return `${activation}: ${sentences.join("; ")}.`;
}
