import type { FindingFrame } from "../../train/frame.ts";
import { Prose } from "../../ui/Prose.tsx";
import { Term } from "../../ui/Term.tsx";
import { FINDING_WORDS } from "./finding-words.ts";
import { lanes, race, shownLanes } from "./model.ts";
import type { LaneName } from "./state.ts";

export const FINDINGS = "findings";

/** vanishingGradient → Vanishing gradient */
const titleOf = (name: string): string => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What the doctor finds in each network, and the change that should mend it. */
export function Findings() {
  const found = shownLanes.value.flatMap((lane) =>
    (lanes[lane].frame.value?.findings ?? []).map((finding) => ({ lane, finding })),
  );
  return (
    <section class="doctor" id={FINDINGS} aria-label="What the doctor finds">
      <h2>
        What the <Term word="doctor">doctor</Term> finds
      </h2>
      <p class="note count" role="status">
        {found.length === 0
          ? "Nothing so far. Findings appear here while a network trains."
          : `${found.length} ${found.length === 1 ? "finding" : "findings"}, causes before effects.`}
      </p>
      <div class="findings">
        {found.map(({ lane, finding }) => (
          <Finding key={`${lane}${finding.name}`} lane={lane} finding={finding} />
        ))}
      </div>
    </section>
  );
}

function Finding({ lane, finding }: { readonly lane: LaneName; readonly finding: FindingFrame }) {
  const { name, cause, prescription, sinceEpoch, mended } = finding;
  return (
    <article class="finding">
      <h3>
        <Term says={FINDING_WORDS[name]}>{titleOf(name)}</Term>{" "}
        <span class="note">in network {lane.toUpperCase()}</span>
      </h3>
      <p>
        <Prose>{cause}</Prose>
      </p>
      <p>
        <strong>{prescription}</strong> <span class="note">Seen since epoch {sinceEpoch}.</span>
      </p>
      <button type="button" onClick={() => race(mended)}>
        Fix it in network B
      </button>
    </article>
  );
}
