import { format } from "../../ui/number.ts";
import { Slider } from "../../ui/Slider.tsx";
import { Term } from "../../ui/Term.tsx";
import { nameOf } from "./Logits.tsx";
import { change, look, MOST_SHIFT, state } from "./model.ts";

const HEADS = [
  ["float32", "float32"],
  ["logit", "z"],
  ["exponential", "e^z"],
  ["naive", "naive"],
  ["stable", "stable"],
] as const;

/** The same logits with a constant added: nothing should change, and naively everything breaks. */
export function Overflow() {
  const { logits, shift } = state.value;
  const found = look.value?.overflow;
  const broken = found?.naive.some((x) => !Number.isFinite(x)) ?? false;
  const shown = (values: readonly number[] | undefined, i: number): string =>
    values === undefined ? "\u00a0" : format(values[i] ?? Number.NaN, 4);
  return (
    <section class="panel" aria-label="Overflow">
      <h2>
        What <Term word="overflow">overflow</Term> does
      </h2>
      <Slider
        label="Add to every logit"
        word="shift"
        value={shift}
        min={0}
        max={MOST_SHIFT}
        step={1}
        onChange={(next) => change({ shift: next })}
      />
      <table class="overflow-table" aria-label="Softmax in float32">
        <thead>
          <tr>
            {HEADS.map(([word, head]) => (
              <th key={word} scope="col">
                <Term word={word}>{head}</Term>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {logits.map((z, i) => (
            <tr key={i}>
              <th scope="row">{nameOf(i)}</th>
              <td>{format(z + shift, 4)}</td>
              <td>{shown(found?.exponentials, i)}</td>
              <td data-broken={!Number.isFinite(found?.naive[i] ?? 0)}>{shown(found?.naive, i)}</td>
              <td>{shown(found?.stable, i)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note" role="status">
        {broken
          ? "The naive form divides ∞ by ∞. The stable one subtracts the largest logit first, which changes nothing: the probabilities stay."
          : "Both agree as long as no exponential overflows; add 88 or more."}
      </p>
    </section>
  );
}
