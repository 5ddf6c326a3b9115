import { Formula } from "../../ui/Formula.tsx";
import { Matrix } from "../../ui/Matrix.tsx";
import { Term } from "../../ui/Term.tsx";
import { EQUATIONS } from "./equations.ts";
import { look, state } from "./model.ts";

/** The Jacobian, and how the loss's gradient goes through it to S − Y. */
export function Chain() {
  const { logits, target } = state.value;
  const found = look.value?.softmax;
  const s = logits.map((_, i) => `s${i + 1}`);
  const z = logits.map((_, i) => `z${i + 1}`);
  const y = logits.map((_, i) => Number(i === target));
  const empty = logits.map(() => Number.NaN);
  return (
    <>
      <section class="panel" aria-label="Jacobian">
        <h2>
          <Term word="jacobian">Jacobian</Term>: how each probability moves with each logit
        </h2>
        <div class="equation">
          <Formula latex={EQUATIONS.slopes} of="softmaxPage" />
          <Formula latex={EQUATIONS.jacobian} of="softmaxPage" />
        </div>
        <Matrix
          label="Jacobian of softmax"
          rows={found?.jacobian ?? logits.map(() => empty)}
          rowNames={s}
          columnNames={z}
        />
        <p class="note">
          s are the probabilities, z the logits. Each row and each column sums to 0: what one class gains, the
          others lose.
        </p>
      </section>
      <section class="panel" aria-label="Chain rule">
        <h2>
          Through the <Term word="crossEntropy">cross-entropy</Term>, all of it becomes s − y
        </h2>
        <div class="equation">
          <Formula block latex={EQUATIONS.chain} of="softmaxPage" />
        </div>
        <div class="steps">
          <Step
            latex={EQUATIONS.lossGradient}
            label="Gradient at the probabilities"
            row={found?.lossGradient ?? empty}
            names={s}
          />
          <Step
            latex={EQUATIONS.product}
            label="Times the Jacobian"
            row={found?.product ?? empty}
            names={z}
          />
          <Step
            latex={EQUATIONS.probabilities}
            label="Probabilities"
            row={found?.probabilities ?? empty}
            names={s}
          />
          <Step
            latex={EQUATIONS.target}
            label="One-hot target"
            row={y}
            names={logits.map((_, i) => `y${i + 1}`)}
          />
          <Step latex={EQUATIONS.difference} label="Difference" row={found?.difference ?? empty} names={z} />
        </div>
        <p class="note">
          The second and the last row are the same numbers: the division by s cancels, so nothing can overflow
          there. y is the <Term word="oneHot">one-hot</Term> target.
        </p>
      </section>
    </>
  );
}

function Step(props: {
  readonly latex: string;
  readonly label: string;
  readonly row: readonly number[];
  readonly names: readonly string[];
}) {
  return (
    <div class="step">
      <Formula latex={props.latex} of="softmaxPage" />
      <Matrix label={props.label} rows={[props.row]} columnNames={props.names} />
    </div>
  );
}
