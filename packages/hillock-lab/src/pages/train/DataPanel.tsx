import { useId } from "preact/hooks";
import { SHAPES, type Shape, TABLES, type TableName } from "../../train/settings.ts";
import { FileDrop } from "../../ui/FileDrop.tsx";
import { dataFault, summary, take } from "./model.ts";
import { change, state } from "./state.ts";

const TITLES: Readonly<Record<Shape, string>> = {
  circles: "Circles",
  xor: "Exclusive or",
  blobs: "Two blobs",
  moons: "Two moons",
  spirals: "Two spirals",
};

function choose(value: string): void {
  const shape = SHAPES.find((each) => each === value);
  if (shape) change({ data: { kind: "shape", shape } });
  else if (value in TABLES) {
    const table = value as TableName;
    change({ data: { kind: "table", table, target: TABLES[table].target } });
  }
}

/** Which data: a shape, a table that ships, or one's own, which stays in the page. */
export function DataPanel() {
  const id = useId();
  const { data } = state.value;
  const chosen = data.kind === "shape" ? data.shape : data.kind === "table" ? data.table : "own";
  return (
    <section class="panel" aria-label="Data">
      <h2>Data</h2>
      <div class="field">
        <label for={id}>Shape or table</label>
        <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
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
      <FileDrop
        label="Drop a CSV file here, or choose one"
        accept=".csv,.tsv,.txt,text/csv"
        note="It never leaves this page."
        take={take}
      />
      <div class="said" role="status">
        {dataFault.value}
      </div>
      <Summary />
    </section>
  );
}

function Target() {
  const id = useId();
  const { data } = state.value;
  if (data.kind === "shape") return null;
  const known = summary.value?.columns ?? [];
  const columns = known.length > 0 ? known : [data.target];
  return (
    <div class="field">
      <label for={id}>Column to predict</label>
      <select
        id={id}
        value={data.target}
        onChange={(event) => change({ data: { ...data, target: event.currentTarget.value } })}
      >
        {columns.map((column) => (
          <option key={column} value={column}>
            {column}
          </option>
        ))}
      </select>
    </div>
  );
}

function Summary() {
  const known = summary.value;
  if (!known) return <p class="note facts-line">&nbsp;</p>;
  const { rows, held, features, classes, task } = known;
  const asks = task === "regression" ? "a number" : `${classes.length} classes`;
  return (
    <p class="note facts-line">
      {rows} rows to learn from, {held} held out; {features.length} inputs, {asks}.
    </p>
  );
}
