import escapeHtml from "escape-html";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 960px; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.9rem; margin-bottom: .2rem } h2 { margin-top: 2.6rem; font-size: 1.3rem }
.answer { font-size: 1.2rem; border-left: 4px solid #009E73; padding: .4rem 0 .4rem 1rem; margin: 1.2rem 0 }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums } .scroll { overflow-x: auto }
th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); vertical-align: top }
figure { margin: 1rem 0 } figcaption, .quiet { opacity: .75; font-size: .92rem } svg { max-width: 100%; height: auto; overflow: visible }
.key { display: inline-block; margin-right: 1.2rem } .key i { display: inline-block; width: 1.4em; height: .28em; vertical-align: middle; margin-right: .4em }
code { overflow-wrap: anywhere }
td, figcaption, .answer { overflow-wrap: break-word } .blocks td:first-child { white-space: nowrap }
@media (max-width: 640px) {
  .blocks thead { display: none } .blocks tr { display: block; padding: .6rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
  .blocks td { display: block; border: 0; padding: .05rem 0 } .blocks td:nth-child(-n+2) { display: inline; font-weight: bold; padding-right: .5rem }
  .blocks td:nth-child(n+3)::before { content: attr(data-head) ": "; opacity: .75 }
  .plot svg { max-width: none } .plot { overflow-x: auto }
}`;

const cells = (tag: "th" | "td", values: readonly string[]): string =>
  `<tr>${values.map((v) => `<${tag}>${escapeHtml(v)}</${tag}>`).join("")}</tr>`;
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<div class="scroll"><table><thead>${cells("th", head)}</thead><tbody>${rows.map((row) => cells("td", row)).join("")}</tbody></table></div>`;

/** A table whose rows become blocks on a narrow screen, each cell behind its head. */
export const blocks = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const body = rows.map(
    (row) =>
      `<tr>${row.map((value, i) => `<td data-head="${escapeHtml(head[i])}">${escapeHtml(value)}</td>`).join("")}</tr>`,
  );
  return `<div class="scroll blocks"><table><thead>${cells("th", head)}</thead><tbody>${body.join("")}</tbody></table></div>`;
};

/** Names with their colours, above a figure. */
export const legend = (entries: readonly (readonly [string, string])[]): string =>
  `<div>${entries.map(([name, colour]) => `<span class="key"><i style="background:${colour}"></i>${escapeHtml(name)}</span>`).join("")}</div>`;

/** A self-contained page: no script, no request. `body` is markup, `title` is text, `style` is added to the common one. */
export const page = (
  title: string,
  body: string,
  style = "",
): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title><style>${STYLE}${style}</style></head><body><main>
${body}
</main></body></html>
`;
