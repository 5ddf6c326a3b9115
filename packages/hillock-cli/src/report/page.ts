import escapeHtml from "escape-html";
import type { Results } from "hillock";
import { accuracyText, errorText, explainedText, lossHeading, lossText } from "../terminal/format.ts";
import { lossMeaning } from "../terminal/ranking.ts";
import { NOTHING_FINISHED, reasonFor } from "./advice.ts";
import { coloursFor } from "./draw.ts";
import { reportFigures } from "./figures.ts";

import { blocks, legend, page, table } from "./html.ts";

/** The comparison as one self-contained page: no script, no request. */
export function renderReport(results: Results): string {
  const { settings, ranking } = results;
  const reason = reasonFor(results);
  const answer = reason === null ? NOTHING_FINISHED : `Use ${results.recommended} here. ${reason}`;
  const figures = reportFigures(results).map(({ title, caption, series, svg }) => {
    const colours = coloursFor(series.length);
    const names = legend(series.map((name, i) => [name, colours[i]]));
    return `<h2>${escapeHtml(title)}</h2><figure>${names}<div class="plot">${svg}</div><figcaption>${escapeHtml(caption)}</figcaption></figure>`;
  });
  const regression = results.task === "regression";
  const scores = regression ? ["R²", "root mean square error"] : ["accuracy"];
  const rows = ranking.map((r, i) => [
    r.tiedWithBest ? "=1" : String(i + 1),
    r.activation,
    lossText(results, r),
    ...(regression ? [explainedText(results, r), errorText(results, r)] : [accuracyText(results, r)]),
    r.verdict,
  ]);
  const facts = Object.entries(settings).map(([name, value]) => [
    name,
    // with spaces, at which a long list is broken
    typeof value === "object" ? JSON.stringify(value, undefined, 1) : String(value),
  ]);
  return page(
    `Hillock: activation functions for ${results.target}`,
    `<h1>Which activation function for “${escapeHtml(results.target)}”?</h1>
<p class="quiet">${escapeHtml(results.table)} · ${results.task} · ${results.splits.train} rows to train, ${results.splits.validation} to validate · layers ${settings.layers.join("-")} · ${settings.seeds.length} seeds × ${settings.epochs} epochs</p>
<p class="answer">${escapeHtml(answer)}</p>
${blocks(["", "activation", lossHeading(results), ...scores, "verdict"], rows)}
<p class="quiet">${escapeHtml(lossMeaning(results))}</p>
${figures.join("\n")}
<h2>What was done to the table</h2>${table(
      ["column", "kind", "missing", "filled in with", "treatment"],
      results.columns.map((c) => [c.name, c.kind, String(c.missing), c.imputation ?? "–", c.treatment]),
    )}
<h2>Settings</h2>${table(["setting", "value"], [...facts, ...Object.entries(results.versions), ["hillock", results.hillock]])}
<p>To repeat it: <code>hillock compare --from results.json</code></p>`,
  );
}
