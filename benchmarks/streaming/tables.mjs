// Tables of any length, a row at a time, the same for the same length: numbers, a category, a target that follows from them.
import { closeSync, openSync, writeSync } from "node:fs";
import { parquetWriteFile } from "hyparquet-writer";

const COLUMNS = 6;
const ROW_GROUP = 50_000;
const KINDS = ["adelie", "gentoo", "chinstrap"];

function* rowsOf(count) {
  let state = 7;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < count; i++) {
    const numbers = Array.from({ length: COLUMNS }, () => Number((10 * uniform()).toFixed(4)));
    const kind = KINDS[Math.floor(3 * uniform())];
    yield { numbers, kind, label: numbers[0] + numbers[1] > 10 === (kind === "gentoo") ? "yes" : "no" };
  }
}
const names = Array.from({ length: COLUMNS }, (_, c) => `x${c}`);

export function writeCsv(path, count) {
  const file = openSync(path, "w");
  let text = `${[...names, "kind", "label"].join(",")}\n`;
  for (const { numbers, kind, label } of rowsOf(count)) {
    text += `${numbers.join(",")},${kind},${label}\n`;
    if (text.length > 2 ** 20) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
}

export function writeParquet(path, count) {
  const columns = names.map((name) => ({ name, data: new Float64Array(count), type: "DOUBLE" }));
  const kind = { name: "kind", data: [], type: "STRING" };
  const label = { name: "label", data: [], type: "STRING" };
  let row = 0;
  for (const each of rowsOf(count)) {
    for (let c = 0; c < COLUMNS; c++) columns[c].data[row] = each.numbers[c];
    kind.data.push(each.kind);
    label.data.push(each.label);
    row++;
  }
  parquetWriteFile({ filename: path, columnData: [...columns, kind, label], rowGroupSize: ROW_GROUP });
}
