import { useId } from "preact/hooks";
import type { Word } from "./glossary.ts";
import { format } from "./number.ts";
import { Term } from "./Term.tsx";

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
  /** The value in words, where the number alone does not say it. */
  readonly shown?: string | undefined;
  readonly disabled?: boolean;
  /** The glossary's word that explains the label. */
  readonly word?: Word;
  /** Named places on the track, which are chosen by a click on the name too. */
  readonly marks?: readonly { readonly at: number; readonly name: string }[];
}

/** The browser's own slider with its name and value; the slider itself tells readers the value, and nothing is said twice. */
export function Slider(props: SliderProps) {
  const { label, value, min, max, step, onChange, shown, disabled = false, word, marks } = props;
  const id = useId();
  const text = shown ?? format(value);
  const share = (x: number): string => `${(100 * (x - min)) / (max - min)}%`;
  return (
    <div class="slider">
      {word ? (
        <span class="label">
          <Term word={word}>{label}</Term>
        </span>
      ) : (
        <label for={id}>{label}</label>
      )}
      <output for={id} role="none">
        {text}
      </output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-label={word ? label : undefined}
        aria-valuetext={text}
        style={{ "--filled": share(value) }}
        onInput={(event) => onChange(Number(event.currentTarget.value))}
      />
      {marks && (
        <div class="marks" aria-hidden="true">
          {marks.map(({ at, name }) => (
            <button
              key={name}
              type="button"
              tabIndex={-1}
              data-chosen={at === value}
              style={{ "--at": share(at) }}
              onClick={() => onChange(at)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
