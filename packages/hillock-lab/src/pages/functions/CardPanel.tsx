import { Formula } from "../../ui/Formula.tsx";
import { format } from "../../ui/number.ts";
import { Prose } from "../../ui/Prose.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { Term } from "../../ui/Term.tsx";
import { draftFault, selectedCard, selectedFault } from "./model.ts";
import { setParameter, state } from "./state.ts";

const LIBRARIES = [
  ["pytorch", "PyTorch"],
  ["keras", "Keras"],
  ["onnx", "ONNX"],
  ["webnn", "WebNN"],
] as const;

/** What one function is. */
export function CardPanel() {
  const card = selectedCard.value;
  if (!card)
    return (
      <aside class="card" aria-label="Card of the function">
        {selectedFault.value && (
          <>
            <h2>No card yet</h2>
            <p class="note">
              {selectedFault.value === draftFault.value
                ? "It appears as soon as the formula can be read; what is wrong stands below the field."
                : selectedFault.value.message}
            </p>
          </>
        )}
      </aside>
    );
  const { tails } = card;
  const beyond = (below: number, above: number): string => {
    const parts = [
      ...(below > -Infinity ? [`z < ${format(below, 3)}`] : []),
      ...(above < Infinity ? [`z > ${format(above, 3)}`] : []),
    ].map((part) => part.replaceAll(" ", "\u00a0"));
    return parts.length === 0 ? "nowhere" : parts.join(", ");
  };
  return (
    <aside class="card" aria-label="Card of the function">
      <h2>{card.title}</h2>
      <div class="equation">
        <Formula block latex={card.latex} of={card.name} />
      </div>
      <div class="equation small">
        <span class="lead">
          {card.kind === "row" ? <Term word="jacobian">Jacobian</Term> : <Term word="slope">slope</Term>}
        </span>
        <Formula block latex={card.derivativeLatex} of={card.name} />
      </div>
      <Parameters />
      <dl class="facts">
        <dt>
          <Term word="range">Range</Term>
        </dt>
        <dd>{card.ranges.value}</dd>
        <dt>
          <Term word="derivativeRange">Range of the slope</Term>
        </dt>
        <dd>{card.ranges.derivative}</dd>
        {card.kind === "elementwise" && (
          <>
            <dt>
              <Term word="kink">Kinks</Term>
            </dt>
            <dd>{card.kinks.length === 0 ? "none" : card.kinks.map((kink) => format(kink)).join(", ")}</dd>
            <dt>
              <Term word="saturated">Saturated</Term>
            </dt>
            <dd>{beyond(tails.saturatedBelow, tails.saturatedAbove)}</dd>
            <dt>
              <Term word="dead">Dead</Term>
            </dt>
            <dd>{beyond(tails.deadBelow, tails.deadAbove)}</dd>
            <dt>
              <Term word="meanOutput">Mean output</Term>
            </dt>
            <dd>{format(card.meanOutput ?? Number.NaN)}</dd>
            <dt>
              <Term word="meanSlope">Mean slope</Term>
            </dt>
            <dd>{format(card.meanSlope ?? Number.NaN)}</dd>
          </>
        )}
      </dl>
      {card.kind === "elementwise" ? (
        <p class="note">
          Means are taken under a <Term word="unitNormal">unit normal</Term>. {card.kinkConvention}
        </p>
      ) : (
        <p class="note">It acts on a whole row: shown is its first output over the row (z, 0, 0, 0).</p>
      )}
      <h3>Elsewhere</h3>
      <dl class="facts elsewhere">
        {LIBRARIES.map(([key, label]) => {
          const name = card.known[key];
          return (
            <div key={key}>
              <dt>
                <Term word={key}>{label}</Term>
              </dt>
              <dd>{name ? <code>{name}</code> : "has no name for it"}</dd>
            </div>
          );
        })}
      </dl>
      <h3>Use and limits</h3>
      <p>
        <Prose>{card.uses}</Prose>
      </p>
      <ul class="limits">
        {card.limitations.map((each) => (
          <li key={each}>
            <Prose>{each}</Prose>
          </li>
        ))}
      </ul>
      <p class="note">{card.source}</p>
    </aside>
  );
}

function Parameters() {
  const card = selectedCard.value;
  const { selected } = state.value;
  if (!card || Object.keys(card.parameters).length === 0) return null;
  return (
    <div class="parameters">
      {Object.entries(card.parameters).map(([name, value]) => (
        <Slider
          key={name}
          word="parameter"
          label={card.learnable.includes(name) ? `${name} (learnable)` : name}
          value={value}
          min={Math.min(-2, Math.floor(value))}
          max={Math.max(name.length > 0 && value > 4 ? 2 * value : 4, Math.ceil(value))}
          step={0.01}
          onChange={(next) => setParameter(selected, name, next)}
        />
      ))}
    </div>
  );
}
