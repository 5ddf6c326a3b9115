// docs/verify.json: finished figures by function; parts of unfinished ones lie in node_modules/.cache until they are whole.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const RESULTS = fileURLToPath(new URL("../../docs/verify.json", import.meta.url));
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/hillock-verify/", import.meta.url));

const readJson = (path, otherwise) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : otherwise);

/** Whole or not at all, also when the process is killed meanwhile. */
function writeJson(path, value) {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
}

export const readResults = () => readJson(RESULTS, {});

/** Units of the last place that row functions and losses may be off: results at most two steps from the correctly rounded ones. */
export const ALLOWED = 2.5;

/** Whether a figure of a function, by all its inputs or by rows of many kinds, is beyond the bounds. */
export function isBeyond(figure) {
  if (figure.bound !== undefined) return !(figure.steps <= figure.bound) || figure.cancelling?.error > 1;
  return [figure.narrow, figure.wide].some((its) => its && (!(its.ulp <= ALLOWED) || its.cancelling > 1));
}

/** Other runs may have written meanwhile: only this figure changes. */
export function keepResult(name, what, figure) {
  const kept = readResults();
  kept[name] = { ...kept[name], [what]: figure };
  writeJson(RESULTS, Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The parts that an earlier run finished, by number. */
export function partsOf(key) {
  mkdirSync(CACHE, { recursive: true });
  const path = `${CACHE}${key}.json`;
  const done = readJson(path, {});
  return {
    done,
    keep(part, result) {
      done[part] = result;
      writeJson(path, done);
    },
    forget: () => rmSync(path, { force: true }),
  };
}
