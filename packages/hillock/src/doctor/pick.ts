import { apply, type Change } from "./change.ts";
import type { Finding, FindingName } from "./finding.ts";
import type { Outcome, Regimen } from "./regimen.ts";
import { type Span, spanAround, spanWithin } from "./retraining.ts";
import { TABLE_RATES } from "./task.ts";

/** A change to try next. */
export interface Pick {
  readonly change: Change;
  readonly against: FindingName;
  readonly regimen: Regimen;
  /** Where a number of epochs is to be found, rather than kept to. */
  readonly span?: Span;
}

/** Epochs that can be afforded: for a training as long as the first or shorter, and for a longer one. */
export interface Purse {
  readonly left: number;
  readonly longest: number;
}

/** Settings that were tried already. */
export class Tried {
  readonly #keys = new Set<string>();

  add(regimen: Regimen): void {
    this.#keys.add(keyOf(regimen));
  }

  has(regimen: Regimen): boolean {
    return this.#keys.has(keyOf(regimen));
  }
}

const keyOf = (regimen: Regimen): string =>
  JSON.stringify({
    ...regimen,
    output: regimen.output?.name ?? null,
    hidden: regimen.hidden.map(({ units, activation }) => [units, activation.name, activation.parameters]),
  });

function spanOf(change: Change, from: Regimen, next: Regimen, { left, longest }: Purse): Span | undefined {
  if (change.kind === "weightDecay") return spanWithin(next, left);
  if (change.kind !== "epochs") return undefined;
  return spanAround(change.to, from, change.to > from.epochs ? longest : left);
}

/** The cheapest change, of the first finding that has one left, to settings that were not tried yet and can be afforded. */
export function nextPick(
  findings: readonly Finding[],
  regimen: Regimen,
  tried: Tried,
  purse: Purse,
  suits: (change: Change) => boolean = () => true,
): Pick | undefined {
  // what was there before the first step is no effect of the others
  const since = [0, 1].flatMap((late) =>
    findings.filter(({ sinceEpoch }) => Math.min(1, sinceEpoch) === late),
  );
  for (const { name, changes } of since) {
    for (const change of changes) {
      const next = apply(regimen, change);
      const span = spanOf(change, regimen, next, purse);
      const affordable = span ? span.from <= span.most : next.epochs <= purse.left;
      if (suits(change) && affordable && !tried.has(next))
        return { change, against: name, regimen: next, ...(span && { span }) };
    }
  }
  return undefined;
}

/** A training that is healthy and scores too little, stopped where it last scored enough. */
export function stoppedEarlier(
  { regimen, scores }: Outcome,
  enough: number,
  tried: Tried,
  { left }: Purse,
): Pick | undefined {
  const to = scores.slice(0, -1).findLastIndex((score) => score >= enough) + 1;
  const change: Change = { kind: "epochs", to };
  const next = apply(regimen, change);
  return to < 1 || to > left || tried.has(next)
    ? undefined
    : { change, against: "overfitting", regimen: next };
}

/** Where nothing is found any more: what trains most networks well, and finer steps. */
export function furtherPick(regimen: Regimen, tried: Tried, { left }: Purse): Pick | undefined {
  const changes: readonly Change[] = [
    { kind: "optimizer", to: "adam", learningRate: TABLE_RATES.adam },
    { kind: "learningRate", to: Number((regimen.learningRate / 3).toPrecision(2)) },
  ];
  return changes
    .map((change): Pick => ({ change, against: "slowConvergence", regimen: apply(regimen, change) }))
    .find((pick) => pick.regimen.epochs <= left && !tried.has(pick.regimen));
}

/** The change that was tried, with the number of epochs that it turned out to need. */
export function changesMade({ change, regimen, span }: Pick, made: Regimen): readonly Change[] {
  if (!span || made.epochs === regimen.epochs) return [change];
  const length: Change = { kind: "epochs", to: made.epochs };
  return change.kind === "epochs" ? [length] : [change, length];
}
