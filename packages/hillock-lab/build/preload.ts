import { fileURLToPath } from "node:url";
import type { Plugin, Rolldown } from "vite";
import { ROUTE_NAMES } from "../src/shell/route-names.ts";

type Bundle = Rolldown.OutputBundle;

/** The page of a route: `functions` is pages/functions/FunctionsPage.tsx, as src/shell/routes.ts loads it. */
const pageOf = (route: string): string =>
  fileURLToPath(
    new URL(
      `../src/pages/${route}/${route.charAt(0).toUpperCase()}${route.slice(1)}Page.tsx`,
      import.meta.url,
    ),
  );

/** A chunk, all that it imports at once, and their styles. */
function filesOf(bundle: Bundle, file: string, found = new Set<string>()): Set<string> {
  const chunk = bundle[file];
  if (chunk?.type !== "chunk" || found.has(file)) return found;
  found.add(file);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const imported of chunk.imports) filesOf(bundle, imported, found);
  return found;
}

/** Runs in the document, where its text stands: it can use nothing from outside. */
const asked = (pages: Readonly<Record<string, readonly string[]>>): void => {
  const name = /^#\/?(\w+)/.exec(location.hash)?.[1] ?? "functions";
  for (const file of pages[name] ?? pages.functions ?? []) {
    const link = document.createElement("link");
    link.rel = file.endsWith(".css") ? "preload" : "modulepreload";
    if (link.rel === "preload") link.as = "style";
    link.crossOrigin = "";
    link.href = file;
    document.head.append(link);
  }
};

/** Asks for a page's files with the document: without it they come when the entry has run. */
export function preload(): Plugin {
  return {
    name: "preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((each) => each.type === "chunk");
        const entry = chunks.find((chunk) => chunk.isEntry);
        if (!entry) throw new Error("The bundle has no entry.");
        const first = filesOf(bundle, entry.fileName);
        const pages = Object.fromEntries(
          ROUTE_NAMES.map((route) => {
            const page = chunks.find((chunk) => chunk.facadeModuleId === pageOf(route));
            if (!page) throw new Error(`The bundle has no page for ${route}: ${pageOf(route)} is missing.`);
            return [route, [...filesOf(bundle, page.fileName)].filter((file) => !first.has(file))];
          }),
        );
        // a script after a style sheet would wait for it
        return html.replace(
          '<script type="module"',
          (module) => `<script>(${asked})(${JSON.stringify(pages)});</script>\n    ${module}`,
        );
      },
    },
  };
}
