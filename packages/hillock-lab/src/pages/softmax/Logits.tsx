import { format } from "../../ui/number.ts";
import { Slider } from "../../ui/Slider.tsx";
import { Term } from "../../ui/Term.tsx";
import { change, LEAST, look, MOST, REACH, state } from "./model.ts";

export const nameOf = (i: number): string => `Class ${i + 1}`;

/** A slider a logit, with the probability that comes of it. */
export function Logits() {
  const { logits, temperature, target } = state.value;
  const probabilities = look.value?.softmax.probabilities ?? [];
  const set = (i: number, z: number): void =>
    change({ logits: logits.map((each, j) => (j === i ? z : each)) });
  const resize = (count: number): void => {
    const longer = [...logits, ...new Array<number>(Math.max(0, count - logits.length)).fill(0)];
    change({ logits: longer.slice(0, count), target: Math.min(target, count - 1) });
  };
  return (
    <section class="panel" aria-label="Logits and probabilities">
      <div class="heading">
        <h2>Logits and probabilities</h2>
        <div class="pair">
          <button
            type="button"
            aria-label="One class less"
            disabled={logits.length <= LEAST}
            onClick={() => resize(logits.length - 1)}
          >
            −
          </button>
          <button
            type="button"
            aria-label="One class more"
            disabled={logits.length >= MOST}
            onClick={() => resize(logits.length + 1)}
          >
            +
          </button>
        </div>
      </div>
      <p class="logit-heads">
        <span>
          <Term word="logit">Logit</Term>
        </span>
        <span>
          <Term word="probability">Probability</Term>
        </span>
        <Term word="rightClass">Right class</Term>
      </p>
      <ol class="logits">
        {logits.map((z, i) => (
          <li key={i}>
            <Slider
              label={`${nameOf(i)}, logit`}
              value={z}
              min={-REACH}
              max={REACH}
              step={0.1}
              onChange={(next) => set(i, next)}
            />
            <div class="probability">
              <span class="track" aria-hidden="true">
                <i style={{ transform: `scaleX(${probabilities[i] ?? 0})` }} />
              </span>
              <span class="figure">{probabilities[i] === undefined ? "" : format(probabilities[i], 4)}</span>
            </div>
            <label class="check">
              <input
                type="radio"
                name="target"
                aria-label={`${nameOf(i)} is right`}
                checked={target === i}
                onChange={() => change({ target: i })}
              />
              right
            </label>
          </li>
        ))}
      </ol>
      <div class="below">
        <Slider
          label="Temperature"
          word="temperature"
          value={Math.log10(temperature)}
          min={-1}
          max={1}
          step={0.05}
          shown={format(temperature, 3)}
          onChange={(power) => change({ temperature: Number((10 ** power).toPrecision(3)) })}
        />
        <p class="note">
          The <Term word="temperature">temperature</Term> divides the logits. The{" "}
          <Term word="crossEntropy">cross-entropy</Term> of the right class is{" "}
          <strong>{look.value ? format(look.value.softmax.loss, 4) : ""}</strong>.
        </p>
      </div>
    </section>
  );
}
