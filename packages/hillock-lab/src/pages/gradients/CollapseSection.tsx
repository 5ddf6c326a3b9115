import type { Matrix as Numbers } from "../../compute/collapse.ts";
import { FunctionSelect } from "../../ui/FunctionSelect.tsx";
import { Matrix } from "../../ui/Matrix.tsx";
import { format } from "../../ui/number.ts";
import { Slider } from "../../ui/Slider.tsx";
import { Term } from "../../ui/Term.tsx";
import { collapse } from "./model.ts";
import { change, LAYERS, state } from "./state.ts";

/** Above what rounding of float32 leaves. */
const SAME = 1e-5;
const SUBSCRIPTS = "₁₂₃₄₅₆";
const rowsOf = ({ rows, columns, values }: Numbers): number[][] =>
  Array.from({ length: rows }, (_, r) => values.slice(r * columns, (r + 1) * columns));

/** A deep network without a bend, and the single layer that it is. */
export function CollapseSection() {
  const { between, layers, input } = state.value;
  const { value: found, fault } = collapse.value;
  const same = found !== undefined && found.difference < SAME;
  return (
    <section class="part" aria-label="The collapse">
      <h2>
        The <Term word="linearCollapse">collapse</Term>: a deep linear network is one layer
      </h2>
      <div class="part-grid">
        <div class="controls">
          <div class="field">
            <span class="named">
              <span>
                Between the <Term word="layer">layers</Term>
              </span>
            </span>
            <FunctionSelect
              label="Between the layers"
              value={between}
              onChange={(next) => change({ between: next })}
            />
          </div>
          <Slider
            label="Layers of the network"
            word="linearCollapse"
            value={layers}
            min={LAYERS[0]}
            max={LAYERS[1]}
            step={1}
            onChange={(next) => change({ layers: next })}
          />
          {input.map((x, i) => (
            <Slider
              key={i}
              label={`Input x${i + 1}`}
              value={x}
              min={-2}
              max={2}
              step={0.1}
              onChange={(next) => change({ input: i === 0 ? [next, input[1]] : [input[0], next] })}
            />
          ))}
        </div>
        <div class="figure">
          <p class="note">
            The <Term word="weight">weights</Term> of each layer, a row for each of its units:
          </p>
          <div class="product">
            {found?.layers.map((matrix, l) => (
              <div key={l} class="factor">
                <span class="note">
                  layer {l + 1}, W{SUBSCRIPTS[l]}
                </span>
                <Matrix label={`Weights of layer ${l + 1}`} rows={rowsOf(matrix)} />
              </div>
            ))}
          </div>
          <div class="single">
            <div class="factor">
              <span class="note">
                the single layer
                {same && ` = ${found.layers.map((_, l) => `W${SUBSCRIPTS[layers - 1 - l] ?? ""}`).join(" ")}`}
              </span>
              {found && <Matrix label="Weights of the single layer" rows={rowsOf(found.single)} />}
            </div>
            <table class="answers" aria-label="Outputs of both">
              <thead>
                <tr>
                  <th scope="col">For this input</th>
                  <th scope="col">output 1</th>
                  <th scope="col">output 2</th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  <th scope="row">the network</th>
                  {found?.deep.map((value, i) => (
                    <td key={i}>{format(value, 5)}</td>
                  ))}
                </tr>
                <tr>
                  <th scope="row">the single layer</th>
                  {found?.shallow.map((value, i) => (
                    <td key={i}>{format(value, 5)}</td>
                  ))}
                </tr>
              </tbody>
            </table>
          </div>
          <p class="verdict" role="status" data-same={same}>
            {fault ??
              (found &&
                (Number.isNaN(found.difference)
                  ? `Not the same: ${between.text} is not a finite number for some inputs in ±2.`
                  : same
                    ? `The same: over inputs in ±2 they differ by at most ${format(found.difference, 2)}, which is rounding. ${layers} layers are one.`
                    : `Not the same: over inputs in ±2 they differ by up to ${format(found.difference, 3)}. The bend of ${between.text} makes depth count; the single layer is its straight line around 0.`))}
          </p>
        </div>
      </div>
    </section>
  );
}
