import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { readSpec } from "../../compute/function-spec.ts";
import {
  type LayerSettings,
  MOST_LAYERS,
  MOST_UNITS,
  type NetworkSettings,
  OPTIMIZERS,
  OUTPUTS,
  STARTS,
  type Start,
} from "../../train/settings.ts";
import { FunctionSelect } from "../../ui/FunctionSelect.tsx";
import type { Word } from "../../ui/glossary.ts";
import { Slider } from "../../ui/Slider.tsx";
import { Term } from "../../ui/Term.tsx";
import { lanes } from "./model.ts";
import { change, changeNetwork, type LaneName, settingsOf } from "./state.ts";

const TITLES: Readonly<Record<LaneName, string>> = { a: "Network A", b: "Network B" };

/** Where panels stand above each other, what they hold is folded away. */
const NARROW = matchMedia("(max-width: 900px)");
const inShort = ({ layers, optimizer, learningRate }: NetworkSettings): string =>
  `${layers.map(({ units, activation }) => `${units} ${activation.text}`).join(" · ")}, ${optimizer} ${learningRate}`;

/** One network's layers and how it is trained. */
export function NetworkPanel({ lane }: { readonly lane: LaneName }) {
  const settings = settingsOf(lane);
  if (!settings) return null;
  const fault = lanes[lane].fault.value;
  const set = (part: Partial<NetworkSettings>): void => changeNetwork(lane, part);
  return (
    <section class="panel network" aria-label={TITLES[lane]}>
      <details open={!NARROW.matches}>
        <summary>
          <h2>{TITLES[lane]}</h2>
          <span class="note">{inShort(settings)}</span>
        </summary>
        <Layers settings={settings} set={set} />
        <Training settings={settings} set={set} />
        {lane === "b" && (
          <button type="button" class="link" onClick={() => change({ b: undefined })}>
            Remove network B
          </button>
        )}
      </details>
      <div class="said" role="status">
        {fault}
      </div>
    </section>
  );
}

interface Part {
  readonly settings: NetworkSettings;
  readonly set: (part: Partial<NetworkSettings>) => void;
}

function Layers({ settings: { layers }, set }: Part) {
  const replace = (i: number, layer: LayerSettings | undefined): void =>
    set({ layers: layers.flatMap((each, l) => (l !== i ? [each] : layer ? [layer] : [])) });
  return (
    <>
      <p class="layer-heads">
        <Term word="units">Units</Term>
        <Term word="activationFunction">Activation function</Term>
      </p>
      <ol class="layers">
        {layers.map((layer, i) => (
          <li key={i}>
            <input
              type="number"
              aria-label={`Units of layer ${i + 1}`}
              min={1}
              max={MOST_UNITS}
              value={layer.units}
              onChange={(event) => {
                const units = Math.round(Number(event.currentTarget.value));
                replace(i, { ...layer, units: Math.min(MOST_UNITS, Math.max(1, units || 1)) });
              }}
            />
            <FunctionSelect
              label={`Function of layer ${i + 1}`}
              value={layer.activation}
              onChange={(activation) => replace(i, { ...layer, activation })}
            />
            <button
              type="button"
              class="quiet"
              aria-label={`Remove layer ${i + 1}`}
              onClick={() => replace(i, undefined)}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        disabled={layers.length >= MOST_LAYERS}
        onClick={() =>
          set({ layers: [...layers, layers.at(-1) ?? { units: 8, activation: readSpec("relu") }] })
        }
      >
        Add a layer
      </button>
    </>
  );
}

/** Slider positions are powers of ten; two digits are enough. */
const rateOf = (power: number): number => Number((10 ** power).toPrecision(2));

function Choice<T extends string>({
  word,
  name,
  value,
  all,
  titleOf,
  onChange,
}: {
  readonly word: Word;
  readonly name: string;
  readonly value: T;
  readonly all: readonly T[];
  readonly titleOf?: (value: T) => string;
  readonly onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <Labelled word={word} name={name} id={id}>
      <select
        id={id}
        aria-label={name}
        value={value}
        onChange={(event) => {
          const chosen = all.find((each) => each === event.currentTarget.value);
          if (chosen) onChange(chosen);
        }}
      >
        {all.map((each) => (
          <option key={each} value={each}>
            {titleOf?.(each) ?? each}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Labelled(props: {
  readonly word: Word;
  readonly name: string;
  readonly id: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="labelled">
      <Term word={props.word}>{props.name}</Term>
      {props.children}
    </div>
  );
}

function Training({ settings, set }: Part) {
  const power = Math.log10(settings.learningRate);
  return (
    <div class="training">
      <Slider
        label="Learning rate"
        word="learningRate"
        value={power}
        min={-5}
        max={2}
        step={0.1}
        shown={String(settings.learningRate)}
        onChange={(next) => set({ learningRate: rateOf(next) })}
      />
      <Choice
        word="optimizer"
        name="Optimiser"
        value={settings.optimizer}
        all={OPTIMIZERS}
        onChange={(optimizer) => set({ optimizer })}
      />
      <Slider
        label="Weight decay"
        word="weightDecay"
        value={settings.weightDecay}
        min={0}
        max={0.5}
        step={0.005}
        onChange={(weightDecay) => set({ weightDecay })}
      />
      <details>
        <summary>Start, output and more</summary>
        <Choice
          word="initialisation"
          name="Weights start"
          value={settings.start}
          all={Object.keys(STARTS) as Start[]}
          titleOf={(start) => STARTS[start].title}
          onChange={(start) => set({ start })}
        />
        <Slider
          label="Biases start at"
          word="biasStart"
          value={settings.bias}
          min={-10}
          max={10}
          step={0.5}
          onChange={(bias) => set({ bias })}
        />
        <Choice
          word="outputFunction"
          name="Output"
          value={settings.output}
          all={OUTPUTS}
          titleOf={(output) => (output === "auto" ? "as the task asks" : output)}
          onChange={(output) => set({ output })}
        />
        <Slider
          label="Rows of a step"
          word="batch"
          value={settings.batchSize}
          min={1}
          max={128}
          step={1}
          onChange={(batchSize) => set({ batchSize })}
        />
        <Slider
          label="Seed"
          word="seed"
          value={settings.seed}
          min={0}
          max={50}
          step={1}
          onChange={(seed) => set({ seed })}
        />
        <Slider
          label="Clip gradients at"
          word="clipNorm"
          value={settings.clipNorm}
          min={0}
          max={10}
          step={0.1}
          shown={settings.clipNorm === 0 ? "any size" : String(settings.clipNorm)}
          onChange={(clipNorm) => set({ clipNorm })}
        />
        <div class="check">
          <input
            type="checkbox"
            aria-label="Standardise the inputs"
            checked={settings.standardised}
            onChange={(event) => set({ standardised: event.currentTarget.checked })}
          />
          <Term word="standardised">Standardise the inputs</Term>
        </div>
      </details>
    </div>
  );
}
