import { format } from "../../ui/number.ts";
import { type Band, Plot, type PlotSeries } from "../../ui/Plot.tsx";
import { RangeSlider } from "../../ui/RangeSlider.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { Term } from "../../ui/Term.tsx";
import { described, drawn, labelOf, readings, selectedCard } from "./model.ts";
import { change, shownSpecs, state } from "./state.ts";
import { yRange } from "./y-range.ts";

const FAR = 1e9;

/** Where the selected function is saturated or dead, its kinks, and the z that values are read at. */
function bands(): Band[] {
  const card = selectedCard.value;
  const cursor: Band = { from: state.value.z, to: state.value.z, kind: "cursor" };
  if (!card) return [cursor];
  const { saturatedBelow, saturatedAbove, deadBelow, deadAbove } = card.tails;
  const between = (from: number, to: number, kind: Band["kind"]): Band[] =>
    from < to ? [{ from, to, kind }] : [];
  return [
    ...between(Math.max(-FAR, deadBelow), saturatedBelow, "saturated"),
    ...between(saturatedAbove, Math.min(FAR, deadAbove), "saturated"),
    ...between(-FAR, deadBelow, "dead"),
    ...between(deadAbove, FAR, "dead"),
    ...card.kinks.map((kink): Band => ({ from: kink, to: kink, kind: "mark" })),
    cursor,
  ];
}

export function CurvePlots() {
  const { range, z } = state.value;
  const data = drawn.value;
  const specs = data?.specs ?? [];
  const series = (values: readonly ArrayLike<number>[] | undefined): PlotSeries[] =>
    specs.map((spec, i) => ({ label: labelOf(spec), values: values?.[i] ?? [], color: i }));
  const value = series(data?.curves.value);
  const slope = series(data?.curves.slope);
  const names = specs.map(labelOf).join(", ");
  const common = {
    x: data?.curves.z ?? [],
    xRange: range,
    bands: bands(),
    onRange: (next: readonly [number, number]) => change({ range: next }),
    onPick: (next: number) => change({ z: Number(next.toPrecision(3)) }),
  };
  return (
    <section class="curves" aria-label="Curves">
      <h2>
        <Term word="activation">Output</Term> <i>f</i>(<i>z</i>)
      </h2>
      <Plot
        {...common}
        series={value}
        height={250}
        yRange={yRange(value, range)}
        description={`f over z from ${format(range[0], 3)} to ${format(range[1], 3)} of ${names}`}
      />
      <h2>
        <Term word="slope">Slope</Term> <i>f</i>′(<i>z</i>)
      </h2>
      <Plot
        {...common}
        series={slope}
        height={190}
        yRange={yRange(slope, range)}
        description={`The slope over the same z of ${names}`}
      />
      <p class="key">
        <span class="swatch saturated" /> <Term word="saturated">saturated</Term>
        <span class="swatch dead" /> <Term word="dead">dead</Term>
        <span class="swatch mark" /> <Term word="kink">kink</Term>
        {selectedCard.value && <span class="whose">of {selectedCard.value.title}</span>}
        <span class="hint">Drag a plot to move z, click to read there; Ctrl or ⌘ and the wheel zoom.</span>
      </p>
      <div class="sliders">
        <RangeSlider
          label="Range of z"
          word="shownRange"
          value={range}
          min={-30}
          max={30}
          step={0.5}
          onChange={(next) => change({ range: next })}
        />
        <Slider
          label="Read at z"
          word="readAt"
          value={z}
          min={Math.min(range[0], z)}
          max={Math.max(range[1], z)}
          step={0.01}
          onChange={(next) => change({ z: next })}
        />
      </div>
      <Readings />
    </section>
  );
}

function Readings() {
  const specs = shownSpecs(state.value);
  const reading = (i: number, which: 0 | 1): string => {
    const found = described.value[i];
    const value = readings.value[i]?.[which];
    return value === undefined || (found && "fault" in found) ? "–" : format(value, 6);
  };
  return (
    <table class="readings">
      <caption class="hidden">Values at z = {format(state.value.z)}</caption>
      <thead>
        <tr>
          <th scope="col">at z = {format(state.value.z)}</th>
          <th scope="col">
            <Term word="activation">f(z)</Term>
          </th>
          <th scope="col">
            <Term word="slope">f′(z)</Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {specs.map((spec, i) => (
          <tr key={i}>
            <th scope="row">{labelOf(spec)}</th>
            <td>{reading(i, 0)}</td>
            <td>{reading(i, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
