import { useId, useRef } from "preact/hooks";
import { Term } from "../../ui/Term.tsx";
import { draftFault, selectedCard } from "./model.ts";
import { change, MOST_FUNCTIONS, state } from "./state.ts";

export const FORMULA_FIELD = "formula";

/** A formula of one's own, drawn as one types; its fault stands below, at its character. */
export function FormulaField() {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { draft, functions, selected } = state.value;
  const fault = draftFault.value;
  const trouble = selected === functions.length ? selectedCard.value?.trouble : undefined;
  const type = (text: string): void => {
    const names = Object.entries(draft.parameters).filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
    change({
      draft: { text, parameters: Object.fromEntries(names) },
      selected: text === "" ? Math.max(0, functions.length - 1) : functions.length,
    });
  };
  const keepable = draft.text !== "" && fault === undefined && functions.length < MOST_FUNCTIONS;
  // what was pressed is gone, or can no longer be pressed: one types on
  const keep = (): void => {
    change({
      functions: [...functions, draft],
      draft: { text: "", parameters: {} },
      selected: functions.length,
    });
    field.current?.focus();
  };
  const makeParameter = (name: string): void => {
    change({ draft: { ...draft, parameters: { ...draft.parameters, [name]: 1 } } });
    field.current?.focus();
  };
  return (
    <div class="field formula-field">
      <span class="label">
        or type a <Term word="formula">formula</Term> in x
      </span>
      <div class="joined">
        <input
          ref={field}
          id={FORMULA_FIELD}
          aria-label="or type a formula in x"
          class="code"
          type="text"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          placeholder="x / (1 + exp(-x))"
          value={draft.text}
          maxLength={2000}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-said`}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && keepable) keep();
          }}
        />
        <button type="button" class="end" disabled={!keepable} onClick={keep}>
          Keep
        </button>
      </div>
      <div id={`${id}-said`} class="said" role="status">
        {fault && (
          <>
            {fault.position !== null && (
              <code class="pointer" aria-hidden="true">
                {draft.text.slice(0, fault.position)}
                <mark>{draft.text[fault.position] ?? " "}</mark>
                {draft.text.slice(fault.position + 1)}
              </code>
            )}
            <span>{fault.message}</span>
            {fault.unknown !== null && (
              <button type="button" class="link" onClick={() => makeParameter(fault.unknown ?? "")}>
                Make {fault.unknown} a parameter
              </button>
            )}
          </>
        )}
        {!fault && trouble && <span>{trouble}</span>}
      </div>
    </div>
  );
}
