import { FEATURE_NAMES, FEATURES, type Feature, PLAIN } from "../../train/features.ts";
import { SHAPES, type Shape, TABLES, type TableName } from "../../train/settings.ts";
import { FileDrop } from "../../ui/FileDrop.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { Term } from "../../ui/Term.tsx";
import { columns, fileFault, fileNotes, summary, take, targetFault } from "./data-model.ts";
import { change, HELD, MOST_NOISE, state } from "./state.ts";

const TITLES: Readonly<Record<Shape, string>> = {
  circles: "Circles",
  xor: "Exclusive or",
  blobs: "Two blobs",
  moons: "Two moons",
  spirals: "Two spirals",
};

function choose(value: string): void {
  const shape = SHAPES.find((each) => each === value);
  const { data } = state.peek();
  const before = data.kind === "shape" ? data : { noise: 0, features: PLAIN };
  if (shape) change({ data: { ...before, kind: "shape", shape } });
  else if (value in TABLES) {
    const table = value as TableName;
    change({ data: { kind: "table", table, target: TABLES[table].target } });
  }
}

/** Which data: a shape, a table that ships, or one's own, which stays in the page. */
export function DataPanel() {
  const { data } = state.value;
  const chosen = data.kind === "shape" ? data.shape : data.kind === "table" ? data.table : "own";
  return (
    <section class="panel" aria-label="Data">
      <h2>Data</h2>
      <div class="field">
        <span class="label">
          <Term word="data">Shape or table</Term>
        </span>
        <select
          aria-label="Shape or table"
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <optgroup label="In the plane">
            {SHAPES.map((shape) => (
              <option key={shape} value={shape}>
                {TITLES[shape]}
              </option>
            ))}
          </optgroup>
          <optgroup label="Tables">
            {Object.entries(TABLES).map(([name, { title }]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
            {data.kind === "own" && <option value="own">{data.name}</option>}
          </optgroup>
        </select>
      </div>
      <Target />
      <Plane />
      <FileDrop
        label="Drop a CSV file here, or choose one"
        accept=".csv,.tsv,.txt,text/csv"
        note="It never leaves this page."
        take={take}
      />
      <div class="said" role="status">
        {fileFault.value}
      </div>
      <Slider
        label="Held out"
        word="heldOut"
        value={state.value.held}
        min={HELD[0]}
        max={HELD[1]}
        step={0.05}
        shown={`${Math.round(100 * state.value.held)} %`}
        onChange={(held) => change({ held })}
      />
      {(summary.value ? summary.value.plane : data.kind === "shape") && (
        <label class="check">
          <input
            type="checkbox"
            checked={state.value.showHeld}
            onChange={(event) => change({ showHeld: event.currentTarget.checked })}
          />
          Show held-out rows, as rings
        </label>
      )}
      <Summary />
    </section>
  );
}

/** Of a shape: how noisy it is, and what the network is given of a point. */
function Plane() {
  const { data } = state.value;
  if (data.kind !== "shape") return null;
  const { noise, features } = data;
  const toggle = (feature: Feature): void => {
    const next = FEATURE_NAMES.filter((name) => features.includes(name) !== (name === feature));
    if (next.length > 0) change({ data: { ...data, features: next } });
  };
  return (
    <>
      <Slider
        label="Noise"
        word="noise"
        value={noise}
        min={0}
        max={MOST_NOISE}
        step={0.05}
        onChange={(next) => change({ data: { ...data, noise: next } })}
      />
      <fieldset class="features" aria-label="Inputs">
        <span class="label">
          <Term word="features">Inputs</Term>
        </span>
        {FEATURE_NAMES.map((name) => (
          <label key={name} class="check">
            <input type="checkbox" checked={features.includes(name)} onChange={() => toggle(name)} />
            {FEATURES[name].title}
          </label>
        ))}
      </fieldset>
    </>
  );
}

function Target() {
  const { data } = state.value;
  if (data.kind === "shape") return null;
  const known = columns.value.length > 0 ? columns.value : [data.target];
  return (
    <div class="field">
      <span class="label">
        <Term word="target">Column to predict</Term>
      </span>
      <select
        aria-label="Column to predict"
        value={data.target}
        onChange={(event) => change({ data: { ...data, target: event.currentTarget.value } })}
      >
        {known.map((column) => (
          <option key={column} value={column}>
            {column}
          </option>
        ))}
      </select>
      <div class="said" role="status">
        {targetFault.value}
      </div>
    </div>
  );
}

function Summary() {
  const known = summary.value;
  if (!known) return <p class="note facts-line">&nbsp;</p>;
  const { rows, held, features, classes, task, notes } = known;
  const asks =
    task === "regression" ? (
      "a number"
    ) : (
      <>
        {classes.length} <Term word="classes">classes</Term>
      </>
    );
  return (
    <p class="note facts-line">
      {rows} rows to learn from, {held} <Term word="heldOut">held out</Term>; {features.length}{" "}
      <Term word="inputs">{features.length === 1 ? "input" : "inputs"}</Term>, {asks}.
      {[...fileNotes.value, ...notes].map((note) => ` ${note}`)}
    </p>
  );
}
