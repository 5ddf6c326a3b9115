/** A target: a ratio of times that should be at least so much. Figures are ns an element by peer, "copy" among them. */
const target = (says, least, ratio) => ({ says, least, ratio });

/** Hillock so many times as fast as the peer. */
export const beside = (peer, least) => target(`≥ ${least}× ${peer}`, least, (ns) => ns[peer] / ns.hillock);
export const ofCopy = target("≥ 0.9 of a SIMD copy of the same bytes", 0.9, (ns) => ns.copy / ns.hillock);

/** The table of targets, a line each; those whose peer was not measured are left out. */
export function* targetLines(figures) {
  yield "| case | n | target | measured | reached |";
  yield "|---|---|---|---|---|";
  for (const { name, n, ns, targets } of figures) {
    for (const { says, least, ratio } of targets) {
      const measured = ratio(ns);
      if (Number.isNaN(measured)) continue;
      const reached = measured >= least ? "yes" : "**no**";
      yield `| ${name} | ${n.toLocaleString("en")} | ${says} | ${measured.toFixed(2)} | ${reached} |`;
    }
  }
}
