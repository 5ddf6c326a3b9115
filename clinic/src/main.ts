import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import { FINDINGS } from "hillock";
import type { Examined } from "./examine-case.ts";
import { plan } from "./plan.ts";

const tickets = plan({ seed: Number(process.argv[3] ?? 1), sick: Number(process.argv[2] ?? 12), healthy: Number(process.argv[2] ?? 12)*2, only: (process.argv[4] as never) || null, dataSet: null });
const pool = new Tinypool({ filename: fileURLToPath(new URL("worker.js", import.meta.url)), minThreads: 2, maxThreads: 2 });
const start = performance.now();
let n = 0;
const results = await Promise.all(tickets.map(async (t) => { const r = (await pool.run(t)) as Examined; n++; if (n % 50 === 0) console.error(n, tickets.length, ((performance.now()-start)/1000).toFixed(0)); return r; }));
await pool.destroy();
mkdirSync("/tmp/clinic", { recursive: true });
writeFileSync("/tmp/clinic/results.json", JSON.stringify(results));
console.log("seconds", (performance.now() - start) / 1000, "cases", results.length, "of", FINDINGS.length);
