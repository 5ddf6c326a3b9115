import { normalizeProps, useMachine } from "@zag-js/preact";
import { connect, machine } from "@zag-js/slider";
import { useId } from "preact/hooks";
import type { Word } from "./glossary.ts";
import { format } from "./number.ts";
import { Term } from "./Term.tsx";

interface RangeSliderProps {
  readonly label: string;
  readonly word: Word;
  readonly value: readonly [number, number];
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: readonly [number, number]) => void;
}

const ENDS = ["from", "to"] as const;

/** Two thumbs on one track, for the two ends of a range. */
export function RangeSlider({ label, word, value, min, max, step, onChange }: RangeSliderProps) {
  const id = useId();
  const [from, to] = value;
  const within = (x: number): number => Math.min(max, Math.max(min, x));
  const api = connect(
    useMachine(machine, {
      id,
      "aria-label": ENDS.map((end) => `${label}, ${end}`),
      ...{ min, max, step, minStepsBetweenThumbs: 1, value: [within(from), within(to)] },
      getAriaValueText: ({ value: each }) => format(each, 3),
      onValueChange: ({ value: [low, high] }) => {
        if (low === undefined || high === undefined) return;
        // an end beyond the track, from a link or a dragged plot, stays until its own thumb is moved
        onChange([low === within(from) ? from : low, high === within(to) ? to : high]);
      },
    }),
    normalizeProps,
  );
  return (
    <fieldset class="slider range" aria-label={label}>
      <span class="label">
        <Term word={word}>{label}</Term>
      </span>
      <output role="none">
        {format(from, 3)} to {format(to, 3)}
      </output>
      <div class="ends" {...api.getRootProps()}>
        <div class="control" {...api.getControlProps()}>
          <div class="track" {...api.getTrackProps()}>
            <div class="chosen" {...api.getRangeProps()} />
          </div>
          {ENDS.map((end, index) => (
            <div key={end} class="thumb" {...api.getThumbProps({ index })} />
          ))}
        </div>
      </div>
    </fieldset>
  );
}
