// ../hillock/src/doctor/verdict.ts
/** Every threshold with its source. */
const THRESHOLDS = {
  /** First over last layer's gradient norm. Ratios, since a norm alone depends on the loss's scale; nnscope warns at 1/1000, we at less. */
  vanishing: 1 / 20,
  /** AutoTrainer (ICSE 2021, Table I). */
  exploding: 70,
  /** SageMaker Debugger's rule fires where more than half of a layer is dead; a quarter is worth telling. */
  dead: 0.25,
  /** DeepDiagnosis (ICSE 2022). */
  saturated: 0.5,
  /** SageMaker Debugger: a loss that falls by less than 0.1 % does not fall; we ask for more over a whole training. */
  falling: 0.02,
};
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const share = (x) => (x > 0.99 && x < 1 ? "more than 99 %" : `${Math.round(100 * x)} %`);
/** The layers in which a share reaches the threshold, as a text, and the largest of the shares. */
function worstLayers(hidden, threshold, shareOf) {
  const reached = Array.from({ length: hidden }, (_, layer) => ({
    layer,
    value: shareOf(layer),
  })).filter(({ value }) => value >= threshold);
  if (reached.length === 0) return void 0;
  const most = share(Math.max(...reached.map(({ value }) => value)));
  const names = reached.map(({ layer }) => layer).join(", ");
  return reached.length === 1
    ? {
        most,
        layers: `layer ${names}`,
      }
    : {
        most: `up to ${most}`,
        layers: `layers ${names}`,
      };
}
/** What the runs of one function show, in plain words: does it learn, and if not, why. */
function verdict(activation, runs) {
  const diverged = runs.filter((run) => run.status === "diverged");
  if (diverged.length > 0)
    return `${activation} diverged at epoch ${median(diverged.map((run) => run.epochs))}${diverged.length === runs.length ? "" : ` in ${diverged.length} of ${runs.length} runs`}: the loss is no longer a number. A smaller learning rate is the first thing to try.`;
  const sentences = [];
  const hidden = runs[0].layers.length - 1;
  const over = (read) => median(runs.map(read));
  const early = (values) => median(values.slice(0, Math.max(1, Math.ceil(values.length / 4))));
  const ratio = over((run) => early(run.layers[0].gradientNorm) / early(run.layers[hidden].gradientNorm));
  const drop = over((run) => 1 - (run.trainLoss.at(-1) ?? NaN) / run.trainLoss[0]);
  const learns = drop > THRESHOLDS.falling;
  if (hidden > 0 && ratio < THRESHOLDS.vanishing)
    sentences.push(
      `the first layer's gradient is 1/${Math.round(1 / ratio)} of the last's, so it ${learns ? "learns slowly" : "hardly learns"}`,
    );
  else if (hidden > 0 && ratio > THRESHOLDS.exploding)
    sentences.push(
      `the first layer's gradient is ${Math.round(ratio)} times the last's: gradients explode on the way back`,
    );
  const dead = worstLayers(hidden, THRESHOLDS.dead, (l) =>
    over((run) => run.layers[l].deadShare.at(-1) ?? 0),
  );
  if (dead)
    sentences.push(
      `${dead.most} of the units of ${dead.layers} are dead: no example gets a gradient through them`,
    );
  const flat = worstLayers(hidden, THRESHOLDS.saturated, (l) =>
    over((run) => run.layers[l].saturatedShare.at(-1) ?? 0),
  );
  if (flat)
    sentences.push(
      `the units of ${flat.layers} are saturated, where the slope is nearly flat, for ${flat.most} of examples`,
    );
  if (!learns) sentences.push(`the training loss fell by only ${share(Math.max(0, drop))}`);
  if (sentences.length === 0)
    return `${activation} learns: the training loss fell by ${share(drop)}, and gradients reach the first layer at ${Number(ratio.toPrecision(2))} times the last layer's.`;
  return `${activation}: ${sentences.join("; ")}.`;
}

export { verdict as t };
