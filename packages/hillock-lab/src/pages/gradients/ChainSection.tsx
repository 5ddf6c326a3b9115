import { STARTS, type Start } from "../../compute/chain-options.ts";
import { FunctionSelect } from "../../ui/FunctionSelect.tsx";
import { format } from "../../ui/number.ts";
import { Plot, type PlotSeries } from "../../ui/Plot.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { Swatch } from "../../ui/Swatch.tsx";
import { Term } from "../../ui/Term.tsx";
import { chains } from "./model.ts";
import { change, DEPTHS, SCALES, state } from "./state.ts";

/** Variances of the weights, n inputs to a layer; one place on the slider each. */
const TITLES: Readonly<Record<Start, readonly [mark: string, shown: string]>> = {
  auto: ["own", "each function's own"],
  glorot: ["Glorot", "Glorot, LeCun: variance 1/n"],
  he: ["He", "He: variance 1/(n E[f²])"],
};
const REFERENCE = 7;
const positive = (values: readonly number[]): number[] => values.map((v) => (v > 0 ? v : Number.NaN));

/** What is left of a gradient at the first layer, in a sentence. */
function inWords(name: string, gradient: readonly number[]): string {
  const first = gradient[0] ?? Number.NaN;
  if (Number.isNaN(first)) return `${name}: the gradient is not a number`;
  if (!(first > 0)) return `${name}: no gradient arrives at the first layer`;
  return `${name}: the first layer gets ${format(first, 3, 0)} of the last one's gradient`;
}

/** A gradient on its way back through a chain of layers. */
export function ChainSection() {
  const { pair, depth, start, scale, seed } = state.value;
  const { value: found, fault, stale } = chains.value;
  const names = pair.map(({ text }) => text);
  const layers = (found?.[0] ?? found?.[1])?.gradient.map((_, l) => l + 1) ?? [];
  const reference = layers.map((l) => 0.25 ** (layers.length - l));
  const series: PlotSeries[] = [
    { label: names[0] ?? "", values: positive(found?.[0]?.gradient ?? []), color: 0 },
    { label: names[1] ?? "", values: positive(found?.[1]?.gradient ?? []), color: 1 },
    { label: "0.25 a layer", values: reference, color: REFERENCE, dash: [2, 4], width: 1.5 },
  ];
  const sizes: PlotSeries[] = [
    { label: names[0] ?? "", values: positive(found?.[0]?.activation ?? []), color: 0 },
    { label: names[1] ?? "", values: positive(found?.[1]?.activation ?? []), color: 1 },
  ];
  const words = (found ?? []).flatMap((look, i) =>
    look ? [{ color: i, text: inWords(names[i] ?? "", look.gradient) }] : [],
  );
  return (
    <section class="part" aria-label="A chain of layers">
      <h2>
        A chain of layers: what is left of the <Term word="gradient">gradient</Term>
      </h2>
      <div class="part-grid">
        <div class="controls">
          <div class="field">
            <span class="named">
              <Swatch color={0} />
              <span>
                One <Term word="activationFunction">function</Term>
              </span>
            </span>
            <FunctionSelect
              label="One function"
              value={pair[0]}
              onChange={(next) => change({ pair: [next, pair[1]] })}
            />
          </div>
          <div class="field">
            <span class="named">
              <Swatch color={1} /> Beside it
            </span>
            <FunctionSelect
              label="Beside it"
              value={pair[1]}
              onChange={(next) => change({ pair: [pair[0], next] })}
            />
          </div>
          <Slider
            label="Layers"
            word="layer"
            value={depth}
            min={DEPTHS[0]}
            max={DEPTHS[1]}
            step={1}
            onChange={(next) => change({ depth: next })}
          />
          <Slider
            label="Initialisation"
            word="initialisation"
            value={STARTS.indexOf(start)}
            min={0}
            max={STARTS.length - 1}
            step={1}
            shown={TITLES[start][1]}
            marks={STARTS.map((each, at) => ({ at, name: TITLES[each][0] }))}
            onChange={(at) => change({ start: STARTS[at] ?? "auto" })}
          />
          <Slider
            label="Weight scale"
            word="weightScale"
            value={Math.log10(scale)}
            min={Math.log10(SCALES[0])}
            max={Math.log10(SCALES[1])}
            step={0.01}
            shown={`× ${format(scale, 3)}`}
            onChange={(power) => change({ scale: Number(Math.min(SCALES[1], 10 ** power).toPrecision(3)) })}
          />
          <Slider
            label="Seed"
            word="seed"
            value={seed}
            min={0}
            max={50}
            step={1}
            onChange={(next) => change({ seed: next })}
          />
        </div>
        <div class="figure" data-stale={stale}>
          <Plot
            x={layers}
            series={series}
            height={280}
            logarithmic
            xRange={[1, Math.max(2, depth)]}
            xLabel="layer, the first at the left"
            yLabel="share of the last layer's gradient"
            description={`Size of the gradient by layer, as a share of the last layer's, on a logarithmic axis. ${words.map(({ text }) => text).join(". ")}`}
          />
          <p class="said" role="status">
            {fault}
          </p>
          <ul class="words">
            {!found && stale && pair.map((_, i) => <li key={i}>{i === 0 ? "Computing…" : "\u00a0"}</li>)}
            {words.map(({ color, text }) => (
              <li key={color}>
                <Swatch color={color} /> {text}.
              </li>
            ))}
            <li>
              <Swatch color={REFERENCE} dash={[2, 4]} />{" "}
              <Term word="bestSigmoid">The sigmoid's best case</Term>, 0.25 a layer:{" "}
              {format(0.25 ** (depth - 1), 3, 0)}.
            </li>
          </ul>
          <h3>
            Size of the <Term word="activation">activations</Term> on the way forward
          </h3>
          <Plot
            x={layers}
            series={sizes}
            height={150}
            logarithmic
            xRange={[1, Math.max(2, depth)]}
            xLabel="layer"
            description="Size of the activations by layer, on a logarithmic axis"
          />
        </div>
      </div>
    </section>
  );
}
