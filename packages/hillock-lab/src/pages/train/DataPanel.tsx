import { fromEvent } from "file-selector";
import { useEffect, useId, useState } from "preact/hooks";
import { SHAPES, type Shape, TABLES, type TableName } from "../../train/settings.ts";
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
      <Drop />
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
  const columns = summary.value?.columns ?? [];
  if (data.kind === "shape" || columns.length === 0) return null;
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

async function takeFrom(event: Event): Promise<void> {
  const [file] = await fromEvent(event);
  if (file instanceof File) await take(file);
}

/** A file dropped anywhere on the page, or chosen. */
function Drop() {
  const id = useId();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const allow = (event: DragEvent): void => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => setOver(event.relatedTarget !== null);
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      void takeFrom(event);
    };
    document.addEventListener("dragover", allow);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", allow);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);
  return (
    <div class="drop" data-over={over}>
      <label for={id}>Drop a CSV file here, or choose one</label>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={(event) => {
          const input = event.currentTarget;
          void takeFrom(event).finally(() => {
            input.value = "";
          });
        }}
      />
      <span class="note">It never leaves this page.</span>
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
