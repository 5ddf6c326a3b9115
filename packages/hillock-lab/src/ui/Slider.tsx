import { useId } from "preact/hooks";
import { format } from "./number.ts";

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
}

/** The browser's own slider with its name and value. */
export function Slider({ label, value, min, max, step, onChange, shown, disabled = false }: SliderProps) {
  const id = useId();
  const text = shown ?? format(value);
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <output for={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={text}
        style={{ "--filled": `${(100 * (value - min)) / (max - min)}%` }}
        onInput={(event) => onChange(Number(event.currentTarget.value))}
      />
    </div>
  );
}
