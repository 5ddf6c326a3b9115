import { FINDINGS } from "hillock";
import type { Examined } from "./examine-case.ts";
import {
  type Figures,
  figuresOf,
  isHit,
  isRepaired,
  names,
  rate,
  type Share,
  violations,
} from "./figures.ts";
import { HALVES } from "./plan.ts";

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map((_, i) => (i === 0 ? "---" : "--:"))), ...rows.map(row)].join("\n");
const percent = (x: number): string => (Number.isNaN(x) ? "–" : `${(100 * x).toFixed(1)} %`);
const points = (x: number): string => (Number.isNaN(x) ? "–" : (100 * x).toFixed(1));
const counted = (share: Share): string => `${percent(rate(share))} (${share.count}/${share.of})`;

/** One line a figure: both halves, all together, and what it was to reach. */
function summary(results: readonly Examined[]): string {
  const halves = HALVES.map((half) => figuresOf(results.filter(({ ticket }) => ticket.half === half)));
  const all = figuresOf(results);
  const [tuned, unseen] = halves;
  const each = (read: (figures: Figures) => string): string[] => [...halves, all].map(read);
  const lowest = ({ detected }: Figures): string => {
    const rates = [...detected].filter(([, share]) => share.of > 0).sort(([, a], [, b]) => rate(a) - rate(b));
    return rates.length === 0 ? "–" : `${percent(rate(rates[0][1]))} (${rates[0][0]})`;
  };
  const lead = ({ repaired, randomlyRepaired }: Figures): string =>
    `${points(rate(repaired) - rate(randomlyRepaired))} points`;
  return table(
    ["", "tuned half", "unseen half", "all", "to reach"],
    [
      ["sick networks", ...each((f) => String(f.cases)), "≥ 480"],
      ["healthy networks", ...each((f) => String(f.healthy)), "≥ 100"],
      ["detected, the finding with the lowest rate", ...each(lowest), "≥ 99 %"],
      [
        "healthy networks with a finding",
        ...each((f) => counted({ of: f.healthy, count: f.falseAlarms })),
        "≤ 1 %",
      ],
      ["findings that the recipe rules out", ...each((f) => counted(f.wrong)), ""],
      ["balanced accuracy, mean over findings", ...each((f) => percent(f.balancedAccuracy)), ""],
      [
        "the same, tuned less unseen",
        "",
        "",
        `${points(tuned.balancedAccuracy - unseen.balancedAccuracy)} points`,
        "≤ 2 points",
      ],
      ["repaired: nothing left, held-out score no lower", ...each((f) => counted(f.repaired)), "≥ 98.5 %"],
      [
        "the same where the healthy twin scores no less on the held-out rows",
        ...each((f) => counted(f.repairedBelowTwin)),
        "",
      ],
      ["repaired by random changes, same budget", ...each((f) => counted(f.randomlyRepaired)), ""],
      ["lead over random changes", ...each(lead), "≥ 25 points"],
      ["accepted repairs with a lower held-out score", ...each((f) => counted(f.lowered)), "0"],
      ["the same on rows that neither training nor repair saw", ...each((f) => counted(f.loweredUnseen)), ""],
      ["of these, the most lost", ...each((f) => `${points(f.mostLowered)} points`), ""],
      ["score before, mean", ...each((f) => points(f.before)), ""],
      ["score after repair", ...each((f) => points(f.after)), ""],
      ["score after random changes", ...each((f) => points(f.afterRandom)), ""],
      ["score of the healthy twins", ...each((f) => points(f.twin)), ""],
      [
        "median gain where the twin has 40 points more",
        ...each((f) => `${points(f.medianGain)} (of ${f.lacking})`),
        "≥ 40",
      ],
      [
        "processor time of a repair over that of the training asked for, median",
        ...each((f) => f.cost.median.toFixed(2)),
        "",
      ],
      ["the same, all repairs over all trainings", ...each((f) => f.cost.total.toFixed(2)), "≤ 2"],
      ["repairs within twice the time", ...each((f) => counted(f.cost.within)), ""],
    ],
  );
}

function byFinding(results: readonly Examined[]): string {
  return table(
    ["finding", "cases", "detected", "repaired", "by random changes", "score before", "after", "twin"],
    FINDINGS.map((name) => {
      const own = figuresOf(results.filter(({ ticket }) => ticket.finding === name));
      return [
        name,
        own.cases,
        percent(rate(own.detected.get(name) ?? { of: 0, count: 0 })),
        percent(rate(own.repaired)),
        percent(rate(own.randomlyRepaired)),
        points(own.before),
        points(own.after),
        points(own.twin),
      ];
    }).filter(([, cases]) => cases !== 0),
  );
}

/** Rows: what a network was made sick with. Columns: what was found, by the finding's number. */
function confusion(results: readonly Examined[]): string {
  const fit = results.filter(({ unfit }) => unfit === null);
  return table(
    ["made sick with", ...FINDINGS.map((_, i) => String(i + 1)), "nothing"],
    [...FINDINGS, null].map((made) => {
      const own = fit.filter(({ ticket }) => ticket.finding === made);
      const count = (test: (each: Examined) => boolean): string => {
        const number = own.filter(test).length;
        return number === 0 ? "·" : String(number);
      };
      return [
        made === null ? "healthy" : `${FINDINGS.indexOf(made) + 1} ${made}`,
        ...FINDINGS.map((name) => count((each) => names(each).includes(name))),
        count((each) => each.found.length === 0),
      ];
    }),
  );
}

const bySet = (results: readonly Examined[]): string => {
  const sets = [...new Set(results.map(({ dataSet }) => dataSet))].sort();
  return table(
    ["data set", "half", "sick", "detected", "repaired", "healthy", "with a finding"],
    sets.map((name) => {
      const own = results.filter(({ dataSet }) => dataSet === name);
      const figures = figuresOf(own);
      const sick = own.filter(({ unfit, ticket }) => unfit === null && ticket.finding !== null);
      return [
        name,
        own[0].ticket.half,
        figures.cases,
        percent(rate({ of: sick.length, count: sick.filter(isHit).length })),
        percent(rate(figures.repaired)),
        figures.healthy,
        figures.falseAlarms,
      ];
    }),
  );
};

/** Every case in which the doctor was wrong, or did not help. */
function failures(results: readonly Examined[]): string {
  const lines = results.flatMap((each) => {
    if (each.unfit !== null) return [];
    const { ticket, doctor } = each;
    const faults = [
      ...(isHit(each) ? [] : [ticket.finding === null ? "false alarm" : "missed"]),
      ...violations(each).map((name) => (ticket.finding === null ? name : `wrongly ${name}`)),
      ...(ticket.finding === null || isRepaired(each, doctor)
        ? []
        : [doctor ? `left ${doctor.left.join(", ")}` : "no repair accepted"]),
    ];
    const scores = `score ${points(Math.max(0, each.testScore))}, twin ${points(each.twinScore)}`;
    return faults.length === 0
      ? []
      : [
          `- ${ticket.finding ?? "healthy"}, ${each.recipe ?? ""} (${ticket.half}, ${each.dataSet}; ${each.settings}; ${scores}): ${faults.join("; ")}.`,
        ];
  });
  return lines.length === 0 ? "None." : lines.join("\n");
}

function exclusions(results: readonly Examined[]): string {
  const reasons = results
    .flatMap(({ excluded, unfit }) => [...excluded, ...(unfit === null ? [] : [unfit])])
    .map((text) =>
      /twin reaches|reaches/.test(text) ? "the healthy twin did not learn" : text.replace(/^.*: /, ""),
    );
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} because ${reason}`).join(", ");
}

export interface Circumstances {
  readonly machine: string;
  readonly threads: number;
  readonly seconds: number;
  readonly seed: number;
}

/** All that the clinic prints, as Markdown. */
export function clinicTables(
  results: readonly Examined[],
  { machine, threads, seconds, seed }: Circumstances,
): string {
  const fit = results.filter(({ unfit }) => unfit === null);
  const trainings = results.reduce((sum, { trainings: own }) => sum + own, 0);
  const excluded = exclusions(results);
  return [
    `${fit.length} networks on ${new Set(fit.map(({ dataSet }) => dataSet)).size} data sets, ${Math.min(...fit.map(({ layers }) => layers))} to ${Math.max(...fit.map(({ layers }) => layers))} hidden layers; ${trainings} trainings with twins, repairs and random changes, in ${Math.round(seconds)} s on ${threads} thread${threads === 1 ? "" : "s"} (${machine}); seed ${seed}.`,
    excluded === ""
      ? ""
      : `Drawn and not counted, since by outcome they are not what they were made to be: ${excluded}.`,
    summary(results),
    "## By finding",
    byFinding(results),
    "## What was made, and what was found",
    "A recipe says what it must bring (the diagonal), what it may bring besides, and rules out the rest; effects beside their cause are right.",
    confusion(results),
    "## By data set",
    bySet(results),
    "## Where the doctor was wrong, or did not help",
    failures(results),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
