import { catalogue } from "../../compute/catalogue.ts";
import { readSpec } from "../../compute/function-spec.ts";
import { Term } from "../../ui/Term.tsx";
import { add, MOST_FUNCTIONS, state } from "./state.ts";

const GROUPS = [
  ["usual", "For hidden layers"],
  ["special", "For their own purposes"],
  ["row", "Of a whole row"],
] as const;

/** Adds a function of the catalogue. */
export function Picker() {
  const full = state.value.functions.length >= MOST_FUNCTIONS;
  return (
    <div class="field">
      <span class="label">
        Add a <Term word="activationFunction">function</Term>
      </span>
      <select
        aria-label="Add a function"
        disabled={full}
        value=""
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = "";
          if (value !== "") add(readSpec(value));
        }}
      >
        <option value="">{full ? `At most ${MOST_FUNCTIONS} at once` : "Choose…"}</option>
        {GROUPS.map(([group, label]) => (
          <optgroup key={group} label={label}>
            {catalogue.value
              .filter((entry) => entry.group === group)
              .map(({ name, title }) => (
                <option key={name} value={name}>
                  {title === name ? name : `${name} · ${title}`}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
