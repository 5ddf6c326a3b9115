import { Swatch } from "../../ui/Swatch.tsx";
import { keyOf, labelOf } from "./model.ts";
import { change, remove, shownSpecs, state } from "./state.ts";

/** The functions on show: which colour and dash is which, whose card is shown, and a cross to take each away. */
export function Chips() {
  const specs = shownSpecs(state.value);
  return (
    <ul class="chips" aria-label="Functions shown">
      {specs.map((spec, i) => (
        <li key={`${i}:${keyOf(spec)}`} class="chip" data-selected={i === state.value.selected}>
          <button
            type="button"
            class="name"
            aria-pressed={i === state.value.selected}
            onClick={() => change({ selected: i })}
          >
            <Swatch color={i} />
            {labelOf(spec)}
          </button>
          <button type="button" class="cross" aria-label={`Remove ${spec.text}`} onClick={() => remove(i)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
