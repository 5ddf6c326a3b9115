import { format } from "./number.ts";

interface RangeSliderProps {
  readonly label: string;
  readonly value: readonly [number, number];
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: readonly [number, number]) => void;
}

/** Two of the browser's own sliders on one track, for the two ends of a range. */
export function RangeSlider({ label, value, min, max, step, onChange }: RangeSliderProps) {
  const [from, to] = value;
  const share = (x: number): string => `${(100 * (Math.min(max, Math.max(min, x)) - min)) / (max - min)}%`;
  const thumb = (name: string, own: number, set: (next: number) => void) => (
    <input
      type="range"
      aria-label={`${label}, ${name}`}
      min={min}
      max={max}
      step={step}
      value={own}
      onInput={(event) => set(Number(event.currentTarget.value))}
    />
  );
  return (
    <fieldset class="slider range">
      <legend>{label}</legend>
      <output>
        {format(from, 3)} to {format(to, 3)}
      </output>
      <div class="thumbs" style={{ "--from": share(from), "--to": share(to) }}>
        {thumb("from", from, (next) => onChange([Math.min(next, to - step), to]))}
        {thumb("to", to, (next) => onChange([from, Math.max(next, from + step)]))}
      </div>
    </fieldset>
  );
}
