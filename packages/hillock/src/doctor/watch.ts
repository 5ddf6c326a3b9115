import type { EpochReport } from "../network/train.ts";
import { diagnose } from "./diagnose.ts";
import { AT_THE_END, type Finding, type FindingName } from "./finding.ts";

export interface WatchOptions {
  /** Epochs between two looks; 10 unless given. */
  readonly every?: number;
}

/**
 * For `train`'s `onEpoch`: tells each finding once, as soon as it shows.
 * @example await train(net, data, { epochs: 200, onEpoch: watch((finding) => console.log(finding.cause)) });
 */
export function watch(
  onFinding: (finding: Finding) => void,
  options: WatchOptions = {},
): (report: EpochReport) => void {
  const every = options.every ?? 10;
  const told = new Set<FindingName>();
  return ({ epoch, history }) => {
    if (epoch % every !== 0) return;
    for (const finding of diagnose(history)) {
      if (told.has(finding.name) || AT_THE_END.includes(finding.name)) continue;
      told.add(finding.name);
      onFinding(finding);
    }
  };
}
