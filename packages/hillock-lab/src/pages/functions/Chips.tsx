import { useEffect, useRef } from "preact/hooks";
import { Swatch } from "../../ui/Swatch.tsx";
import { FORMULA_FIELD } from "./FormulaField.tsx";
import { keyOf, labelOf } from "./model.ts";
import { change, remove, shownSpecs, state } from "./state.ts";

/** The functions on show: which colour and dash is which, whose card is shown, and a cross to take each away. */
export function Chips() {
  const specs = shownSpecs(state.value);
  const list = useRef<HTMLUListElement>(null);
  const removed = useRef<number>(undefined);
  useEffect(() => {
    if (removed.current === undefined) return;
    const crosses = list.current?.querySelectorAll<HTMLElement>(".cross");
    const next = crosses?.[Math.min(removed.current, crosses.length - 1)];
    (next ?? document.getElementById(FORMULA_FIELD))?.focus();
    removed.current = undefined;
  });
  return (
    <ul ref={list} class="chips" aria-label="Functions shown">
      {specs.map((spec, i) => (
        <li key={`${i}:${keyOf(spec)}`} class="chip" data-selected={i === state.value.selected}>
          <button
            type="button"
            class="name"
            aria-pressed={i === state.value.selected}
            onClick={() => change({ selected: i })}
          >
            <Swatch color={i} />
            <span title={labelOf(spec)}>{labelOf(spec)}</span>
          </button>
          <button
            type="button"
            class="cross"
            aria-label={`Remove ${spec.text}`}
            onClick={() => {
              removed.current = i;
              remove(i);
            }}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
