import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import type { Plugin } from "vite";
import { allTypeset } from "./equations.ts";

const STYLES = createRequire(import.meta.url).resolve("katex/dist/katex.min.css");
const MADE = fileURLToPath(new URL("../node_modules/.hillock-lab/", import.meta.url));
const MODULE = "virtual:katex.css";
const FACE = /@font-face\{([^}]*?)src:url\((fonts\/[^)]+?)\.woff2\)[^}]*\}/g;
const LAST = 0x10ffff;

const hex = (code: number): string => code.toString(16);
const rangeOf = (from: number, to: number): string =>
  from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`;

/** Everything that is not in a sorted list of characters, as `unicode-range` writes it. */
function others(codes: readonly number[]): string {
  const ends = [-1, ...codes, LAST + 1];
  return ends
    .slice(1)
    .flatMap((end, i) => {
      const from = (ends[i] ?? 0) + 1;
      return from < end ? [rangeOf(from, end - 1)] : [];
    })
    .join();
}

/** The characters of all equations that are typeset while building. */
function charactersUsed(): string {
  const text = allTypeset()
    .join("")
    // for readers, never drawn
    .replace(/<math.*?<\/math>/g, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  return [...new Set(text)].sort().join("");
}

/** KaTeX's styles with each font twice: the characters of the equations known here, and all others, which a typed formula may want. */
async function write(): Promise<string> {
  mkdirSync(MADE, { recursive: true });
  const characters = charactersUsed();
  const codes = [...characters].map((character) => character.codePointAt(0) ?? 0).sort((a, b) => a - b);
  const known = codes.map((code) => rangeOf(code, code)).join();
  const styles = readFileSync(STYLES, "utf8");
  const faces: [string, string][] = await Promise.all(
    [...styles.matchAll(FACE)].map(async ([face, description = "", file = ""]): Promise<[string, string]> => {
      const whole = join(dirname(STYLES), `${file}.woff2`);
      const name = `${file.replace(/.*\//, "")}-known.woff2`;
      writeFileSync(
        join(MADE, name),
        await subsetFont(readFileSync(whole), characters, { targetFormat: "woff2" }),
      );
      const rule = (source: string, range: string): string =>
        `@font-face{${description}src:url(${source}) format("woff2");unicode-range:${range}}`;
      return [face, rule(`./${name}`, known) + rule(relative(MADE, whole), others(codes))];
    }),
  );
  const path = join(MADE, "katex.css");
  writeFileSync(
    path,
    faces.reduce((text, [face, both]) => text.replace(face, () => both), styles),
  );
  return path;
}

/** `virtual:katex.css`: KaTeX's styles, whose fonts come in two parts. */
export function fonts(): Plugin {
  let written: Promise<string> | undefined;
  return {
    name: "fonts",
    enforce: "pre",
    resolveId(id) {
      if (id !== MODULE) return undefined;
      written ??= write();
      return written;
    },
  };
}
