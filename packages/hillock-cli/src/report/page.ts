import escapeHtml from "escape-html";
import type { Results } from "hillock";
import { formatEstimate } from "../terminal/format.ts";
import { colourOf, reportFigures } from "./figures.ts";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 960px; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.9rem; margin-bottom: .2rem } h2 { margin-top: 2.6rem; font-size: 1.3rem }
.answer { font-size: 1.2rem; border-left: 4px solid #009E73; padding: .4rem 0 .4rem 1rem; margin: 1.2rem 0 }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums } .scroll { overflow-x: auto }
th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); vertical-align: top }
figure { margin: 1rem 0 } figcaption, .quiet { opacity: .75; font-size: .92rem } svg { max-width: 100%; height: auto; overflow: visible }
.key { display: inline-block; margin-right: 1.2rem } .key i { display: inline-block; width: 1.4em; height: .28em; vertical-align: middle; margin-right: .4em }
code { overflow-wrap: anywhere }`;

const cells = (tag: "th" | "td", values: readonly string[]): string =>
  `<tr>${values.map((v) => `<${tag}>${escapeHtml(v)}</${tag}>`).join("")}</tr>`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<div class="scroll"><table><thead>${cells("th", head)}</thead><tbody>${rows.map((row) => cells("td", row)).join("")}</tbody></table></div>`;

/** The comparison as one self-contained page: no script, no request. */
export function renderReport(results: Results): string {
  const { settings, ranking } = results;
  const tied = ranking
    .filter((r) => r.tiedWithBest && r.activation !== results.recommended)
    .map((r) => r.activation);
  const answer = `Use ${results.recommended} here${tied.length > 0 ? `, or any of ${tied.join(", ")}, which these runs cannot tell from it` : ": it is better than every other function tried"}.`;
  const figures = reportFigures(results).map(({ title, caption, series, svg }) => {
    const keys = series
      .map(
        (name, i) => `<span class="key"><i style="background:${colourOf(i)}"></i>${escapeHtml(name)}</span>`,
      )
      .join("");
    return `<h2>${escapeHtml(title)}</h2><figure><div>${keys}</div>${svg}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
  });
  const rows = ranking.map((r, i) => [
    r.tiedWithBest ? "=1" : String(i + 1),
    r.activation,
    formatEstimate(r.validationLoss),
    r.validationAccuracy ? formatEstimate(r.validationAccuracy) : "–",
    r.verdict,
  ]);
  const facts = Object.entries(settings).map(([name, value]) => [
    name,
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><link rel="icon" href="data:,">
<title>Hillock: activation functions for ${escapeHtml(results.target)}</title><style>${STYLE}</style></head><body><main>
<h1>Which activation function for “${escapeHtml(results.target)}”?</h1>
<p class="quiet">${escapeHtml(results.table)} · ${results.task} · ${results.splits.train} rows to train, ${results.splits.validation} to validate · layers ${settings.layers.join("-")} · ${settings.seeds.length} seeds × ${settings.epochs} epochs</p>
<p class="answer">${escapeHtml(answer)}</p>
${table(["", "activation", "validation loss (95 % interval)", "accuracy", "verdict"], rows)}
${figures.join("\n")}
<h2>What was done to the table</h2>${table(
    ["column", "kind", "missing", "filled in with", "treatment"],
    results.columns.map((c) => [c.name, c.kind, String(c.missing), c.imputation ?? "–", c.treatment]),
  )}
<h2>Settings</h2>${table(["setting", "value"], [...facts, ...Object.entries(results.versions), ["hillock", results.hillock]])}
<p>To repeat it: <code>hillock compare --from results.json</code></p>
</main></body></html>
`;
}
