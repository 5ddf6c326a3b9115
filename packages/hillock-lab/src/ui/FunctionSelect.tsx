import { useState } from "preact/hooks";
import { catalogue } from "../compute/catalogue.ts";
import { type FunctionSpec, readSpec } from "../compute/function-spec.ts";

const OWN = "(own)";

/** A function for a hidden layer: one of the catalogue, or a formula in x. */
export function FunctionSelect({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: FunctionSpec;
  readonly onChange: (value: FunctionSpec) => void;
}) {
  const entries = catalogue.value.filter(({ group }) => group !== "row");
  const known = entries.some(({ name }) => name === value.text) || entries.length === 0;
  const [typing, type] = useState(false);
  const own = typing || !known;
  return (
    <div class="function-select">
      <select
        aria-label={label}
        value={own ? OWN : value.text}
        onChange={(event) => {
          const { value: name } = event.currentTarget;
          type(name === OWN);
          onChange(readSpec(name === OWN ? "x / (1 + exp(-x))" : name));
        }}
      >
        {entries.length === 0 && <option value={value.text}>{value.text}</option>}
        {entries.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value={OWN}>a formula…</option>
      </select>
      {own && (
        <input
          type="text"
          class="code"
          aria-label={`${label}, formula`}
          spellcheck={false}
          value={value.text}
          onInput={(event) => onChange({ text: event.currentTarget.value, parameters: {} })}
        />
      )}
    </div>
  );
}
