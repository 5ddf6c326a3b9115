// npm run engines: the library in other engines beside Node: the same bits. Writes docs/engines.md.
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { BROWSERS, whileOpen } from "./engines/browsers.mjs";
import { commandsOf, computedBy, nodes, releaseOf } from "./engines/nodes.mjs";
import { compute } from "./engines/work.mjs";

const HELP = `npm run engines

Computes every function, some formulas and trainings in the engines of browsers (Chromium, Firefox, WebKitGTK, which are
installed where that is allowed), in other releases of Node, where commands run, too, and in this one, and compares the bits.
Writes docs/engines.md.`;
const ANSWERS_WITHIN_MS = 120_000;
const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

if (process.argv.length > 2) {
  console.log(HELP);
  process.exit(process.argv[2] === "--help" ? 0 : 2);
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** The work with the library as bundlers take it. */
async function bundledWork() {
  const build = await rolldown({
    input: join(root, "scripts/engines/work.mjs"),
    plugins: [
      {
        name: "library",
        resolveId: (id) => (id === "hillock" ? join(root, "packages/hillock/dist/index.js") : null),
      },
    ],
  });
  const { output } = await build.generate({ format: "es" });
  await build.close();
  return output[0].code;
}

const PAGE = `<!doctype html><meta charset="utf-8"><script type="module">
  const tell = (told) => fetch("/told", { method: "POST", body: JSON.stringify({ agent: navigator.userAgent, ...told }) });
  try {
    const { compute } = await import("./work.js");
    await tell({ computed: await compute() });
  } catch (error) {
    await tell({ error: String(error?.stack ?? error) });
  }
</script>`;

/** What a browser's page tells. */
async function askBrowser(commandOf, work) {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const told = new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`It told nothing within ${ANSWERS_WITHIN_MS / 1000} s.`)),
      ANSWERS_WITHIN_MS,
    );
    server.on("request", async (request, response) => {
      if (request.method === "POST") {
        const parts = await request.toArray();
        response.end();
        clearTimeout(timer);
        resolve(JSON.parse(Buffer.concat(parts)));
      } else if (request.url === "/work.js")
        response.writeHead(200, { ...ISOLATED, "content-type": "text/javascript" }).end(work);
      else response.writeHead(200, { ...ISOLATED, "content-type": "text/html" }).end(PAGE);
    });
  });
  try {
    return await whileOpen(commandOf, `http://127.0.0.1:${server.address().port}/`, told);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Chromium names WebKit, too. */
const versionOf = (agent) =>
  ["Firefox", "Chrome", "AppleWebKit"].flatMap(
    (name) => new RegExp(`${name}/([\\d.]+)`).exec(agent)?.[1] ?? [],
  )[0] ?? agent;

/** Names whose bits differ from Node's. */
const differing = (own, theirs) => Object.keys(own).filter((name) => own[name] !== theirs?.[name]);

const own = { ...(await compute()), commands: commandsOf(process.execPath) };
const engines = [];
let failed = false;
try {
  for (const [release, node] of nodes()) {
    console.error(`Node ${release} …`);
    engines.push({
      name: `Node ${releaseOf(node)}`,
      computed: { ...computedBy(node), commands: commandsOf(node) },
    });
  }
} catch (error) {
  failed = true;
  console.error(error.message);
}
const work = await bundledWork();
for (const [name, find] of Object.entries(BROWSERS)) {
  const commandOf = find();
  if (!commandOf) {
    failed = true;
    continue;
  }
  console.error(`${name} …`);
  const { agent, computed, error } = await askBrowser(commandOf, work);
  if (error) {
    failed = true;
    console.error(`${name}: ${error}`);
  } else engines.push({ name: `${name} ${versionOf(agent)}`, computed });
}

const notes = [];
const cellOf = (what, { name, computed }) => {
  const names = Object.keys(own[what]);
  if (!(what in computed)) return "–";
  const others = differing(own[what], computed[what]);
  if (others.length === 0) return `the same bits in ${names.length} of ${names.length}`;
  const refusal = what === "two threads" ? computed[what].sigmoid : "";
  if (refusal.includes(" ")) {
    notes.push(`${name}: ${refusal}`);
    return "none to be had";
  }
  failed = true;
  for (const other of others)
    if (String(computed[what][other]).includes(" "))
      notes.push(`${name}, ${other}: ${computed[what][other]}`);
  return `the same bits in ${names.length - others.length} of ${names.length}: not in ${others.join(", ")}`;
};
const row = (cells) => `| ${cells.join(" | ")} |`;
const lines = [
  row(["", ...engines.map(({ name }) => name)]),
  row(["", ...engines].map(() => "---")),
  ...Object.keys(own).map((what) => row([what, ...engines.map((engine) => cellOf(what, engine))])),
  ...notes.map((note) => `\n${note}`),
];
console.log(lines.join("\n"));
writeFileSync(
  join(root, "docs/engines.md"),
  `# Other engines\n\nPrinted by \`npm run engines\`: what the library computes in the engines of browsers and in other releases of Node, beside Node ${process.version}. Functions over 65,536 inputs of every sign and exponent, formulas that are typed, and a training of 30 epochs with each elementwise function, by its losses; in Node what show, compare and doctor give, which must complain of nothing.\n\n${lines.join("\n")}\n`,
);
process.exit(failed ? 1 : 0);
