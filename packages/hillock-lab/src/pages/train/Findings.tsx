import type { FindingFrame } from "../../train/frame.ts";
import { race } from "./model.ts";

/** vanishingGradient → Vanishing gradient */
const titleOf = (name: string): string => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What the doctor finds, and the change that should mend it. */
export function Findings({ findings }: { readonly findings: readonly FindingFrame[] }) {
  return (
    <div class="findings whole" aria-live="polite">
      {findings.map(({ name, cause, prescription, sinceEpoch, mended }) => (
        <article key={name} class="finding">
          <h3>{titleOf(name)}</h3>
          <p>{cause}</p>
          <p>
            <strong>{prescription}</strong> <span class="note">Seen since epoch {sinceEpoch}.</span>
          </p>
          <button type="button" onClick={() => race(mended)}>
            Fix it in network B
          </button>
        </article>
      ))}
    </div>
  );
}
