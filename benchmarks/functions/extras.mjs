import { readdirSync } from "node:fs";

const folder = new URL("extras/", import.meta.url);

/** Tables of what is not beside peers: each module in extras/ that has a title gives one. */
export async function* extraLines(flags) {
  const files = readdirSync(folder).filter((file) => !file.includes("-process"));
  for (const file of files.toSorted()) {
    const part = file.replace(".mjs", "");
    if (!flags.wantsExtra(part)) continue;
    const { title, columns, measure } = await import(new URL(file, folder));
    yield `## ${title}`;
    yield "";
    const timed = columns.length === 2;
    yield timed
      ? `| case | n | ${columns.join(", ns | ")}, ns | ratio | target | reached |`
      : `| case | n | ${columns[0]} | target | reached |`;
    yield `|${"---|".repeat(timed ? 7 : 5)}`;
    for await (const figure of measure(flags))
      yield figure.missing ? `| – ${figure.missing} |` : lineOf(figure);
    yield "";
  }
}

const NS = 1e6;
const verdict = (reached) => (reached ? "yes" : "**no**");

function lineOf({ name, n, times, most, faster, ms, mostMs }) {
  const size = n.toLocaleString("en");
  if (ms !== undefined)
    return `| ${name} | ${size} | ${ms.toFixed(2)} | < ${mostMs} | ${verdict(ms < mostMs)} |`;
  const [first, second] = times;
  const ratio = faster !== undefined || most === undefined ? first / second : second / first;
  const target = most !== undefined ? `≤ ${most}` : faster !== undefined ? `≥ ${faster}` : "–";
  const reached =
    most !== undefined ? verdict(ratio <= most) : faster !== undefined ? verdict(ratio >= faster) : "–";
  const cells = [first, second].map((time) => ((time * NS) / n).toFixed(3));
  return `| ${name.replaceAll("|", "\\|")} | ${size} | ${cells.join(" | ")} | ${ratio.toFixed(2)} | ${target} | ${reached} |`;
}
