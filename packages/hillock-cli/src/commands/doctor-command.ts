import { activationLabel, type Initialization, OUTPUTS, type Regimen } from "hillock";

const initializationText = (kind: Initialization): string =>
  typeof kind === "string" ? kind : "normal" in kind ? `normal:${kind.normal}` : `constant:${kind.constant}`;

const quote = (text: string): string =>
  /^[\w./:,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

const layersText = ({ hidden, output, task }: Regimen): string =>
  [
    ...hidden.map(({ units, activation }) => `${units}:${activationLabel(activation)}`),
    // without a hidden layer the list would be empty
    ...(output || hidden.length === 0 ? [activationLabel(output ?? OUTPUTS[task](2).activation)] : []),
  ].join(",");

/** The command line that trains as this regimen does. */
export function commandOf(table: string, target: string, validation: number, regimen: Regimen): string {
  const { initialization, bias } = regimen;
  return [
    "hillock doctor",
    quote(table),
    `--target ${quote(target)}`,
    `--task ${regimen.task}`,
    `--layers ${quote(layersText(regimen))}`,
    ...(regimen.loss === undefined ? [] : [`--loss ${regimen.loss}`]),
    ...(initialization === undefined ? [] : [`--init ${initializationText(initialization)}`]),
    ...(bias === 0 ? [] : [`--bias ${bias}`]),
    `--scale ${regimen.scale}`,
    `--optimizer ${regimen.optimizer}`,
    `--learning-rate ${regimen.learningRate}`,
    ...(regimen.clipNorm === undefined ? [] : [`--clip-norm ${regimen.clipNorm}`]),
    ...(regimen.weightDecay === 0 ? [] : [`--weight-decay ${regimen.weightDecay}`]),
    `--epochs ${regimen.epochs}`,
    `--batch-size ${regimen.batchSize}`,
    `--validation ${validation}`,
    `--seed ${regimen.seed}`,
  ].join(" ");
}
