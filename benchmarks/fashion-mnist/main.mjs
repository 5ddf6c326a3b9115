// hillock train on Fashion-MNIST, 784-256-128-10, beside PyTorch: settings chosen on held-out training rows, the test set used once.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findOrInstall } from "../../scripts/system-package.mjs";

const TRAIN_IMAGES = "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz";
const HIDDEN = "256,128";
const EPOCHS = 15;
const HELD_OUT = 0.1;
const CANDIDATES = [
  { rate: 0.0005, batch: 64 },
  { rate: 0.001, batch: 64 },
  { rate: 0.001, batch: 128 },
];
const ROUNDS = 3;
const TIMED_EPOCHS = 2;
const TARGET = 0.88;

const found = findOrInstall({
  title: "Fashion-MNIST",
  package: "dataset-fashion-mnist",
  variable: "HILLOCK_FASHION_MNIST",
  places: [TRAIN_IMAGES],
  use: "this benchmark trains on",
});
if (!found) process.exit(1);
const files = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"].map((name) =>
  join(dirname(found), `${name}-ubyte.gz`),
);
const [images, labels, testImages, testLabels] = files;
const hillock = fileURLToPath(new URL("../../packages/hillock-cli/bin/hillock.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "hillock-bench-"));
const model = join(folder, "model.json");
const lines = [];
const say = (line) => {
  console.log(line);
  lines.push(line);
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Trains with the command; the seconds are those that it prints, of the epochs alone. */
function train({ rate, batch }, epochs, ...more) {
  const args = [
    "train",
    images,
    "--target",
    labels,
    "--layers",
    HIDDEN,
    "--epochs",
    epochs,
    "--batch-size",
    batch,
  ];
  const flags = ["--learning-rate", rate, "--validation", HELD_OUT, "--save", model, ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, [hillock, ...args, ...flags].map(String), {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  const { results } = JSON.parse(readFileSync(model, "utf8")).content;
  return {
    ...results,
    seconds: Number(/epochs in ([\d.]+) s/.exec(stdout)[1]),
    test: Number(/test: accuracy ([\d.]+) %/.exec(stdout)?.[1]) / 100,
    peak: /peak memory ([\d.]+ \w+)/.exec(stdout)?.[1],
  };
}

function torch({ rate, batch }, epochs) {
  const script = fileURLToPath(new URL("torch_fit.py", import.meta.url));
  for (const python of ["/usr/bin/python3", "python3"]) {
    const args = [script, ...files, HIDDEN, epochs, batch, rate, HELD_OUT].map(String);
    const { status, stdout, stderr } = spawnSync(python, args, { encoding: "utf8" });
    if (status === 0) return JSON.parse(stdout);
    if (stderr && !stderr.includes("ModuleNotFoundError")) console.error(stderr);
  }
  return undefined;
}

const percent = (share) => `${(100 * share).toFixed(2)} %`;
say(
  `Machine: ${cpus()[0].model}, Node ${process.version}, one thread each. 784-256-128-10, ReLU, softmax cross-entropy, Adam, ${EPOCHS} epochs; ${percent(1 - HELD_OUT)} of the 60,000 training images are trained on, the rest choose the settings.\n`,
);
say("| learning rate | batch | validation loss | validation accuracy | best epoch |");
say("|---|---|---|---|---|");
const tried = CANDIDATES.map((candidate) => {
  const result = train(candidate, EPOCHS);
  say(
    `| ${candidate.rate} | ${candidate.batch} | ${result.validationLoss.toFixed(4)} | ${percent(result.validationAccuracy)} | ${result.epoch} |`,
  );
  return { candidate, ...result };
});
const { candidate } = tried.reduce((best, each) => (each.validationLoss < best.validationLoss ? each : best));
const own = train(candidate, EPOCHS, "--test", `${testImages},${testLabels}`);
const peer = torch(candidate, EPOCHS);
const rounds = Array.from({ length: ROUNDS }, () => ({
  own: train(candidate, TIMED_EPOCHS).seconds / TIMED_EPOCHS,
  peer: peer ? torch(candidate, TIMED_EPOCHS).seconds / TIMED_EPOCHS : Number.NaN,
}));
const [ownEpoch, peerEpoch] = [median(rounds.map((r) => r.own)), median(rounds.map((r) => r.peer))];
say(
  `\nLearning rate ${candidate.rate}, batches of ${candidate.batch}, from ${HELD_OUT * 60_000} held-out training images. On the 10,000 test images, which were used once:\n`,
);
say("| | test accuracy | all epochs, s | an epoch, s (median of 3 rounds in turns) |");
say("|---|---|---|---|");
say(`| hillock train | ${percent(own.test)} | ${own.seconds} | ${ownEpoch.toFixed(2)} |`);
say(
  peer
    ? `| PyTorch ${peer.version} | ${percent(peer.accuracy)} | ${peer.seconds.toFixed(1)} | ${peerEpoch.toFixed(2)} |`
    : "| PyTorch | no python3-torch | – | – |",
);
say(
  `\n${peer ? `An epoch takes hillock train ${(ownEpoch / peerEpoch).toFixed(2)} times as long as PyTorch. ` : ""}Its peak memory is ${own.peak}. The target is ${percent(TARGET)} test accuracy.`,
);
if (peer)
  say(
    `\nPyTorch is that of python3-torch as installed here, BLAS_INFO=${peer.blas}: where that is "generic", its matrix products are far from those of MKL or OpenBLAS, and the factor says little.`,
  );
say(
  "\nhillock train keeps the weights of the epoch with the least validation loss; the PyTorch script keeps the last. Each draws its own first weights and its own order of the rows.",
);
if (!(own.test >= TARGET)) process.exitCode = 1;
rmSync(folder, { recursive: true });
writeFileSync(
  fileURLToPath(new URL("../../docs/benchmarks/fashion-mnist.md", import.meta.url)),
  `# Fashion-MNIST beside PyTorch\n\nPrinted by \`npm run bench -- fashion-mnist\`.\n\n${lines.join("\n")}\n`,
);
