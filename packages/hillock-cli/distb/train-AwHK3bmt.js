import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { performance } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import {
  Nt as bindModule,
  Pt as compileModule,
  J as largestSharedMemory,
  jt as ModuleBuilder,
  r as nearest,
} from "./activations-VfsU12zi.js";
import { n as tableError } from "./cell-a6oqPVkS.js";
import {
  n as openTable,
  l as readCell,
  d as refuseStrayText,
  o as replaceFile,
  s as replaceFileOrKeep,
  c as requireWritable,
} from "./checked-BrP1_TWr.js";
import { t as colorsOf } from "./colors-C_gb9SvI.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import {
  c as addStep,
  g as chunksOf,
  l as compileNetwork,
  r as copyRows,
  b as derive,
  s as EPOCH_PARAMS,
  f as emitEpoch,
  _ as layOut,
  p as OPTIMIZERS,
  v as padded$1,
  y as SETTING,
} from "./fitted-DwmPkfMm.js";
import { n as numberFlag, r as oneOf, a as usualEpochs, o as whole } from "./flags-BKHzASgC.js";
import { n as formatNumber } from "./format-SpCuEei3.js";
import { r as isOnnx, t as looksLikeIdx, i as onnxBytes, a as onnxNeeds } from "./idx-D4H5tlS3.js";
import { i as network, t as parseLayers } from "./layers-DxG7v61O.js";
import { n as peakMemory } from "./machine-BL1EJMIU.js";
import { t as requireMemory, n as requireSaveable } from "./memory-7K5_qlXB.js";
import {
  t as completeLayers,
  n as denseLayers,
  r as inputsOf,
  a as parameterShapes,
  s as seal,
  c as unseal,
} from "./model-6HUsz2L2.js";
import {
  c as applyToImages,
  l as applyToTable,
  d as breathe,
  y as ColumnCollector,
  i as decodeFloats,
  a as decodeParameters,
  o as encodeFloats,
  s as encodeParameters,
  v as labeller,
  t as modelText,
  f as orderOf,
  u as prepareImages,
  r as readSettings,
  g as rowEncoder,
  p as rowsInMemory,
  m as Score,
  _ as TargetCollector,
} from "./model-file-Bc0xsIks.js";
import {
  d as bytesPerTarget,
  i as checkOptions,
  f as countRows,
  s as layerHistories,
  p as loadData,
  m as measure,
  t as prepare,
  a as prepareOptimizer,
  c as recordLayers,
  l as resetCounters,
  g as TABLE_RATES,
  u as usualInterval,
} from "./prepare-DnxqXG-l.js";
import { n as collectTable, t as progressBar } from "./progress-zMrgDYo7.js";
import { i as isHeldOut, n as readTarget, a as splitRows } from "./target-x2kGXOSo.js";
import { t as verdict } from "./verdict-BXvwgQd0.js";
import { t as VERSION } from "./version-BMRBbPxr.js";

// ../hillock/src/kernels/workers.ts
function webWorker(source) {
  const { Worker, Blob, URL } = globalThis;
  if (Worker === void 0)
    throw new HillockError(
      "invalid-argument",
      "There is no Worker here; in Node give one: threads(2, { worker: (source) => new Worker(source, { eval: true }) }), with the Worker of node:worker_threads.",
    );
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return new Worker(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
/** Resolves when the thread waits for work. */
function started(worker, start) {
  return new Promise((resolve, reject) => {
    const listening = worker;
    const failed = (reason) =>
      reject(
        new HillockError(
          "invalid-argument",
          `A thread did not start (${String(reason?.message ?? reason)}). A page needs the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.`,
        ),
      );
    if (listening.on) {
      listening.on("message", () => resolve());
      listening.on("error", failed);
    } else {
      listening.onmessage = () => resolve();
      listening.onerror = failed;
    }
    try {
      worker.postMessage(start);
    } catch (error) {
      failed(error);
    }
  });
}
/** @throws HillockError "invalid-argument" for a count that makes no sense. */
function checkCount(count) {
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new HillockError(
      "invalid-argument",
      `count is ${count}; a whole number of threads from 1 to 256 is needed.`,
    );
}
/**
 * Starts so many threads of a program, which are in `workers` at once, and gives each what `startOf` makes for it.
 * Resolves when all wait for work; they do not keep a process alive.
 */
async function startWorkers(workers, count, source, options, startOf) {
  for (let i = 0; i < count; i++) workers.push((options.worker ?? webWorker)(source));
  await Promise.all(workers.map((worker, i) => started(worker, startOf(i))));
  for (const worker of workers) worker.unref?.();
}
// ../hillock/src/network/blocks.ts
/** @throws HillockError for settings that do not fit, "out-of-memory" where there is no room for the buffer. */
function blockTrainer(net, options) {
  const { slots, measured = 0, optimizer, batchSize, learningRate } = options;
  const { momentum } = checkOptions(net, {
    optimizer,
    batchSize,
    learningRate,
    epochs: 1,
  });
  const { engine } = net;
  const { places } = engine;
  const stride = padded$1(net.inputs);
  const perTarget = bytesPerTarget(net);
  const align = (bytes) => Math.ceil(bytes / 16) * 16;
  const sizes = {
    inputs: align(slots * stride * 4),
    targets: align(slots * perTarget),
    order: align(slots * 4),
    measured: align(measured * (stride * 4 + perTarget)),
  };
  const inputsAt = engine.reserve(sizes.inputs + sizes.targets + sizes.order + sizes.measured);
  const targetsAt = inputsAt + sizes.inputs;
  const orderAt = targetsAt + sizes.targets;
  const measuredAt = orderAt + sizes.order;
  prepareOptimizer(net, 0, {
    learningRate,
    momentum,
    weightDecay: 0,
    clipNorm: 0,
  });
  const layers = layerHistories(net);
  let rowsOfEpoch = 0;
  const moments = () =>
    new Float32Array(
      engine.memory.buffer,
      places.firstMoments,
      (places.secondMoments + places.valueBytes - places.firstMoments) / 4,
    );
  const settings = () => new DataView(engine.memory.buffer, places.settings);
  return {
    slots,
    layers,
    put(slot, data) {
      const rows = countRows(net, data, "training");
      if (slot < 0 || slot + rows > slots)
        throw new HillockError(
          "invalid-shape",
          `${rows} rows do not fit from slot ${slot} on into a buffer of ${slots}.`,
        );
      const { buffer } = engine.memory;
      const inputs = new Float32Array(buffer, inputsAt, slots * stride);
      copyRows(data.inputs, net.inputs, 0, inputs, stride, slot, rows, net.inputs);
      if (net.loss === "softmaxCrossEntropy")
        new Int32Array(buffer, targetsAt, slots).set(Int32Array.from(data.labels), slot);
      else {
        const width = padded$1(net.outputs);
        const targets = new Float32Array(buffer, targetsAt, slots * width);
        copyRows(Float32Array.from(data.labels), net.outputs, 0, targets, width, slot, rows, net.outputs);
      }
    },
    startEpoch() {
      resetCounters(net);
      rowsOfEpoch = 0;
    },
    step(order) {
      new Uint32Array(engine.memory.buffer, orderAt, slots).set(order);
      const code = OPTIMIZERS.indexOf(optimizer);
      engine.run.epoch(order.length, batchSize, inputsAt, targetsAt, orderAt, code, usualInterval(slots));
      rowsOfEpoch += order.length;
    },
    endEpoch() {
      recordLayers(net, layers);
      return new DataView(engine.memory.buffer, places.loss).getFloat64(0, true) / rowsOfEpoch;
    },
    measure(data) {
      const rows = countRows(net, data, "validation");
      if (rows > measured)
        throw new HillockError(
          "invalid-shape",
          `${rows} rows are to be measured; there is room for ${measured}.`,
        );
      return measure(net, loadData(net, data, rows, measuredAt)).loss;
    },
    state: () => ({
      parameters: net.parameters(),
      moments: moments().slice(),
      powers: [
        settings().getFloat64(SETTING.beta1Power, true),
        settings().getFloat64(SETTING.beta2Power, true),
      ],
    }),
    restore(state) {
      if (state.moments.length !== moments().length)
        throw new HillockError(
          "invalid-shape",
          `The state has ${state.moments.length} moments; this network has ${moments().length}.`,
        );
      net.load(state.parameters);
      moments().set(state.moments);
      settings().setFloat64(SETTING.beta1Power, state.powers[0], true);
      settings().setFloat64(SETTING.beta2Power, state.powers[1], true);
    },
  };
}
// ../hillock/src/network/parallel/control.ts
/** Words of the block by which the threads of a training tell each other what there is to do. */
const CONTROL = {
  /** Changes with each job. */
  wake: 0,
  closed: 1,
  /** Place in `JOBS`. */
  job: 2,
  /** Its arguments. */
  values: 3,
  /** How often each thread has waited for the others, a cache line each; beside it whether it sleeps. */
  passed: 16,
  sleeps: 17,
};
/** What threads do together, and how many arguments it takes. */
const JOBS = [
  ["epoch", 7],
  ["measure", 1],
];
// ../hillock/src/network/parallel/barrier.ts
/** Some 50 µs: the others come within a few, unless one has lost its processor. */
const SPINS = 2e4;
/** Who comes last wakes the others; should that ever be missed, they look again. */
const SLEEP_NS = 1e7;
/**
 * The body of a function that returns when all threads have called it as often. Each counts in a cache line of its own
 * and looks at the others'; `maySleep` is false on a page's own thread.
 */
function emitBarrier(f, control, { thread, threads }, maySleep) {
  const word = (slot, which) => control + 4 * (slot + which * 16);
  const own = word(CONTROL.passed, thread);
  const asleep = word(CONTROL.sleeps, thread);
  const others = Array.from({ length: threads }, (_, which) => which).filter((which) => which !== thread);
  const passed = f.i32(own).load("i32.atomic.load").i32(1).op("i32.add").setNew("i32");
  f.i32(own).get(passed).store("i32.atomic.store");
  for (const other of others) {
    f.i32(word(CONTROL.sleeps, other)).load("i32.atomic.load");
    f.if(() => f.i32(own).i32(threads).atomicNotify().op("drop"));
  }
  const seen = f.local("i32");
  const spins = f.local("i32");
  for (const other of others) {
    const theirs = word(CONTROL.passed, other);
    f.i32(SPINS).set(spins);
    f.block((exit) =>
      f.loop((again) => {
        f.i32(theirs).load("i32.atomic.load").tee(seen);
        f.get(passed).op("i32.sub").i32(0).op("i32.ge_s").brIf(exit);
        if (maySleep) {
          f.get(spins).i32(1).op("i32.sub").tee(spins).op("i32.eqz");
          f.if(() => {
            f.i32(asleep).i32(1).store("i32.atomic.store");
            f.i32(theirs).get(seen).atomicWait32(SLEEP_NS).op("drop");
            f.i32(asleep).i32(0).store("i32.atomic.store");
            f.i32(1).set(spins);
          });
        }
        f.br(again);
      }),
    );
  }
}
// ../hillock/src/network/parallel/module.ts
/**
 * What one of several threads does of an epoch, and of a measurement of the loss, as a module of its own. Each thread has
 * its columns of every layer: it computes their pre-activations, activations and gradients for all rows of the batch, and
 * alone reads and writes their weights. So every sum has the order that it has on one thread.
 */
function compileThread(plan, share, maySleep) {
  const places = layOut(plan);
  const module = new ModuleBuilder();
  const barrier = module.addFunction({ params: [] });
  emitBarrier(barrier.builder, places.control, share, maySleep);
  const team = {
    share,
    sync: (f) => void f.call(barrier.index),
  };
  const step = addStep(module, plan, places, team);
  const epoch = module.addFunction({
    params: EPOCH_PARAMS,
    export: "epoch",
  });
  emitEpoch(epoch.builder, plan, places, step, team);
  const measure = module.addFunction({
    params: ["i32"],
    export: "measure",
  });
  for (const index of [step.forward, step.loss])
    if (index !== void 0) measure.builder.get(0).i32(0).i32(0).call(index);
  return module.toBytes("shared");
}
// ../hillock/src/network/parallel/thread-main.ts
/** What a thread that is not the caller's does from its start to its end. Self-contained: its text is the program. */
function threadMain(slot, jobs, words, patience) {
  const scope = globalThis;
  const node = globalThis.require;
  const port = node ? node("node:worker_threads").parentPort : globalThis;
  const serve = (data) => {
    const { memory, module, at } = data;
    const control = new Int32Array(memory.buffer, at, words);
    const { exports } = new scope.WebAssembly.Instance(module, { env: { memory } });
    const runs = jobs.map(([name]) => exports[name]);
    let seen = Atomics.load(control, slot.wake);
    port.postMessage("ready");
    for (;;) {
      const until = scope.performance.now() + patience;
      while (Atomics.load(control, slot.wake) === seen && scope.performance.now() < until);
      Atomics.wait(control, slot.wake, seen);
      seen = Atomics.load(control, slot.wake);
      if (Atomics.load(control, slot.closed) !== 0) return;
      const job = control[slot.job];
      runs[job](...control.subarray(slot.values, slot.values + jobs[job][1]));
    }
  };
  if (port.on) port.on("message", serve);
  else port.onmessage = ({ data }) => serve(data);
}
// ../hillock/src/network/parallel/threads.ts
/** For so long a thread looks out for a job before it sleeps. */
const PATIENCE_MS = 0.1;
/** Floating-point operations of a step, for each thread, below which waiting for each other costs more than it brings. */
const LEAST_WORK = 2e6;
const SOURCE = () =>
  `(${threadMain.toString()})(${JSON.stringify(CONTROL)}, ${JSON.stringify(JOBS)}, 272, ${PATIENCE_MS});`;
/** As many threads as have work: none without a chunk of the widest layer, nor with little to do. */
function usefulThreads({ layers, batch }, count) {
  const work = layers.reduce((sum, { inputs, units }, l) => sum + 2 * inputs * units * (l === 0 ? 2 : 3), 0);
  const chunks = Math.max(...layers.map(({ units }) => chunksOf(units)));
  const most = Math.min(count, 16, chunks, Math.floor((work * batch) / LEAST_WORK));
  return Math.max(1, most);
}
/** A page's own thread may not. */
function maySleep() {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}
/**
 * From now on the steps of this network's trainings are made by so many threads, the caller's among them: with the same
 * bits as by one. Fewer where its layers are too narrow, or its largest batch too small, for a thread to be worth its
 * waiting for others: `count` of the result says how many. The network's memory becomes shared memory.
 * @throws HillockError "invalid-argument" where threads cannot be had, and while the network has some already.
 */
async function trainingThreads(net, count, options = {}) {
  checkCount(count);
  const { engine } = net;
  if (open.has(engine))
    throw new HillockError("invalid-argument", "The network has threads already; close that pool first.");
  const threads = usefulThreads(engine.plan, count);
  if (threads === 1)
    return {
      count: 1,
      close() {},
    };
  open.add(engine);
  const workers = [];
  const end = () => {
    open.delete(engine);
    for (const worker of workers) worker.terminate();
  };
  try {
    const memory = largestSharedMemory();
    const { control: at } = engine.places;
    const sleeps = maySleep();
    const moduleOf = (thread) =>
      compileModule(
        compileThread(
          engine.plan,
          {
            thread,
            threads,
          },
          thread > 0 || sleeps,
        ),
      );
    engine.move(memory);
    const control = new Int32Array(memory.buffer, at, 272).fill(0);
    const alone = compileModule(compileNetwork(engine.plan, "shared").bytes);
    const plain = bindModule(alone, memory);
    engine.use(plain);
    await startWorkers(workers, threads - 1, SOURCE(), options, (i) => ({
      memory,
      module: moduleOf(i + 1),
      at,
    }));
    const own = bindModule(moduleOf(0), memory);
    const together = JOBS.map(([name], job) => {
      const run = own[name];
      return [
        name,
        (...values) => {
          control[CONTROL.job] = job;
          control.set(values, CONTROL.values);
          wake(control);
          run(...values);
        },
      ];
    });
    engine.use({
      ...plain,
      ...Object.fromEntries(together),
    });
    let closed = false;
    return {
      count: threads,
      close() {
        if (closed) return;
        closed = true;
        Atomics.store(control, CONTROL.closed, 1);
        wake(control);
        engine.use(plain);
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}
/** Engines that have threads now. */
const open = /* @__PURE__ */ new WeakSet();
function wake(control) {
  Atomics.add(control, CONTROL.wake, 1);
  Atomics.notify(control, CONTROL.wake);
}
// src/models/training/checkpoint.ts
/** SHA-256 over the files' bytes. */
async function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths) for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
const checkpointText = (about, { trainer, best, ...rest }) =>
  seal("hillock-checkpoint", {
    ...about,
    state: {
      ...rest,
      parameters: encodeParameters(trainer.parameters),
      moments: encodeFloats(trainer.moments),
      powers: trainer.powers,
      best: best && {
        ...best,
        parameters: encodeParameters(best.parameters),
      },
    },
  });
const MOST_EPOCHS = 1e7;
const numbers = (from, most) => from.list(most).map((each) => each.finite());
function readHistory(from, epochs) {
  const read = (name) => numbers(from.field(name), epochs);
  return {
    gradientNorm: read("gradientNorm"),
    weightGradientNorm: read("weightGradientNorm"),
    deadShare: read("deadShare"),
    saturatedShare: read("saturatedShare"),
    activationMean: read("activationMean"),
    activationSpread: read("activationSpread"),
    sparsity: read("sparsity"),
  };
}
const padded = (count) => Math.ceil(count / 4) * 4;
function readState(from, inputs, layers) {
  const shapes = parameterShapes(inputs, layers);
  const moments = shapes.reduce(
    (sum, { shape }) => sum + 2 * shape.map(padded).reduce((a, b) => a * b, 1),
    0,
  );
  const epoch = from.field("epoch").whole(1, MOST_EPOCHS);
  const histories = from.field("layers");
  const held = histories.list(layers.length);
  if (held.length !== layers.length) histories.refuse(`measurements of ${layers.length} layers`);
  const powers = from.field("powers");
  const [first, second] = numbers(powers, 2);
  if (first === void 0 || second === void 0) return powers.refuse("two numbers");
  return {
    epoch,
    trainer: {
      parameters: decodeParameters(from.field("parameters"), shapes),
      moments: decodeFloats(from.field("moments"), moments),
      powers: [first, second],
    },
    best: from.field("best").orNull((best) => ({
      epoch: best.field("epoch").whole(1, epoch),
      loss: best.field("loss").finite(),
      parameters: decodeParameters(best.field("parameters"), shapes),
    })),
    trainLoss: numbers(from.field("trainLoss"), epoch),
    validationLoss: numbers(from.field("validationLoss"), epoch),
    layers: held.map((layer) => readHistory(layer, epoch)),
    seconds: from.field("seconds").finite(),
  };
}
/** @throws HillockError "invalid-model" where the file is damaged or of another version. */
async function readCheckpoint(path) {
  const content = await unseal("hillock-checkpoint", path);
  const request = content.field("request");
  return {
    hillock: content.field("hillock").text(100),
    fingerprint: content.field("fingerprint").text(64),
    settings: readSettings(content.field("settings")),
    request: {
      table: request.field("table").text(),
      target: request.field("target").text(),
      layers: request.field("layers").text(),
      task: request.field("task").orNull((task) => task.oneOf(["binary", "multiclass", "regression"])),
      stream: request.field("stream").oneOf(["yes", "no"]),
      buffer: request.field("buffer").whole(1, 1e9),
    },
    state: (inputs, layers) => readState(content.field("state"), inputs, layers),
  };
}
// src/models/training/fit.ts
const finite = (values) => values.every((value) => value === void 0 || Number.isFinite(value));
/**
 * Trains the network; it ends with the weights of the best epoch by validation loss, or of the last one where no rows
 * are held out or none was finite.
 * @throws HillockError where settings or data do not fit.
 */
async function fit(net, rows, settings, options = {}) {
  const { resume, onEpoch, onProgress } = options;
  const trainer = blockTrainer(net, {
    ...settings,
    slots: rows.slots,
    measured: rows.held?.labels.length ?? 0,
  });
  const trainLoss = [...(resume?.trainLoss ?? [])];
  const validationLoss = [...(resume?.validationLoss ?? [])];
  let best = resume?.best ?? null;
  let status = "finished";
  let epoch = resume?.epoch ?? 0;
  if (resume) {
    trainer.restore(resume.trainer);
    resume.layers.forEach((layer, l) => {
      for (const name of Object.keys(layer)) trainer.layers[l][name].push(...layer[name]);
    });
  }
  const began = performance.now();
  const secondsNow = () => (resume?.seconds ?? 0) + (performance.now() - began) / 1e3;
  const take = () => ({
    epoch,
    trainer: trainer.state(),
    best,
    trainLoss: [...trainLoss],
    validationLoss: [...validationLoss],
    layers: structuredClone(trainer.layers),
    seconds: secondsNow(),
  });
  const outOfPatience = () =>
    settings.patience !== null && best !== null && epoch - best.epoch >= settings.patience;
  while (epoch < settings.epochs && status === "finished") {
    if (outOfPatience()) {
      status = "stopped early";
      break;
    }
    trainer.startEpoch();
    await rows.pass(trainer, epoch + 1, (done) =>
      onProgress?.({
        epoch: epoch + 1,
        rows: done,
        trainLoss: trainLoss.at(-1),
        validationLoss: validationLoss.at(-1),
      }),
    );
    const loss = trainer.endEpoch();
    const heldLoss = rows.held && trainer.measure(rows.held);
    epoch++;
    trainLoss.push(loss);
    if (heldLoss !== void 0) validationLoss.push(heldLoss);
    if (!finite([loss, heldLoss])) status = "diverged";
    else if (heldLoss !== void 0 && !(best && best.loss <= heldLoss))
      best = {
        epoch,
        loss: heldLoss,
        parameters: net.parameters(),
      };
    onProgress?.({
      epoch,
      rows: rows.rows,
      trainLoss: loss,
      validationLoss: heldLoss,
    });
    if (status === "finished" && epoch < settings.epochs) await onEpoch?.(take);
    await breathe();
  }
  const state = take();
  if (best) net.load(best.parameters);
  else if (status === "diverged")
    throw new HillockError(
      "invalid-argument",
      `The training diverged in epoch ${epoch}: the loss is no longer a number, and there are no weights worth keeping. A smaller --learning-rate than ${settings.learningRate} is the first thing to try.`,
    );
  return {
    ...state,
    status,
  };
}
const DEFAULT_BUFFER = 65536;
const taskFlag = (flags) => oneOf("--task", flags.task, ["binary", "multiclass", "regression"]);
const bufferFlag = (flags) =>
  numberFlag(
    "--buffer",
    flags.buffer,
    DEFAULT_BUFFER,
    (x) => whole(x) && x <= 1e9,
    "a whole number of rows, at least 1",
  );
/** @throws HillockError where it is no opset, or where no ONNX file is written */
function opsetFlag({ opset, save = "" }) {
  if (opset === void 0) return {};
  if (!isOnnx(save))
    throw new HillockError(
      "invalid-argument",
      `--opset ${opset} is of an ONNX file; name one with --save MODEL.onnx.`,
    );
  return { opset: numberFlag("--opset", opset, 0, (x) => whole(x) && x >= 7, "a whole number from 7 on") };
}
/** Settings that do not depend on the table; epochs are left open where they were not given. */
function readSettingFlags(flags) {
  const optimizer = oneOf("--optimizer", flags.optimizer, OPTIMIZERS) ?? "adam";
  const count = (x) => whole(x) && x <= 1e6;
  const validation = numberFlag(
    "--validation",
    flags.validation,
    0.2,
    (x) => x >= 0 && x < 1,
    "a share from 0 to below 1",
  );
  const patience =
    flags.patience === void 0
      ? null
      : numberFlag("--patience", flags.patience, 1, count, "a whole number of epochs, at least 1");
  if (patience !== null && validation === 0)
    throw new HillockError(
      "invalid-argument",
      `--patience ${patience} needs rows that are held out; leave --validation 0 out.`,
    );
  return {
    epochs:
      flags.epochs === void 0
        ? void 0
        : numberFlag("--epochs", flags.epochs, 1, count, "a whole number of at least 1"),
    batchSize: numberFlag(
      "--batch-size",
      flags.batchSize,
      32,
      (x) => whole(x) && x <= 65536,
      "a whole number from 1 to 65536",
    ),
    learningRate: numberFlag(
      "--learning-rate",
      flags.learningRate,
      TABLE_RATES[optimizer],
      (x) => x > 0 && Number.isFinite(x),
      "a positive number",
    ),
    optimizer,
    seed: numberFlag("--seed", flags.seed, 1, Number.isSafeInteger, "a whole number"),
    validation,
    patience,
  };
}
/**
 * The flags of a training that goes on: those of its checkpoint. Only --epochs may differ, and where files are put.
 * @throws HillockError where another flag is given that says otherwise.
 */
function resumedFlags(path, { settings, request }, flags) {
  const kept = {
    target: request.target,
    layers: request.layers,
    task: request.task ?? void 0,
    batchSize: String(settings.batchSize),
    learningRate: String(settings.learningRate),
    optimizer: settings.optimizer,
    seed: String(settings.seed),
    validation: String(settings.validation),
    patience: settings.patience === null ? void 0 : String(settings.patience),
    buffer: String(request.buffer),
  };
  for (const [name, value] of Object.entries(kept)) {
    const given = flags[name];
    const written = `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
    const same = given === value || (value !== void 0 && Number(given) === Number(value));
    if (given !== void 0 && !same)
      throw new HillockError(
        "invalid-argument",
        `${written} ${String(given)}: the checkpoint ${path} is of a training with ${written} ${value ?? "left out"}. Leave it out to go on, or start anew without --resume.`,
      );
  }
  return {
    request,
    flags: {
      ...flags,
      ...kept,
      epochs: flags.epochs ?? String(settings.epochs),
      stream: request.stream === "yes",
    },
  };
}
// src/models/training/report.ts
const percent = (share) => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
const last = (values) => values.at(-1) ?? NaN;
const endings = {
  finished: "",
  "stopped early": "; stopped early, since it got no better",
  diverged: "; then it diverged, and the best weights before that are kept",
};
/** What a training came to: losses, time, a line for each layer, and the verdict. */
function trainingText(
  { target, layers, settings, results },
  { status, epoch, seconds, trainLoss, layers: measured, best },
  { trainRows, heldRows, notes },
) {
  return [
    ...notes.map((note) => `note: ${note}`),
    `${target.name}: ${target.task}${target.classes.length > 0 ? `, ${target.classes.length} classes` : ""}; ${trainRows} rows trained on, ${heldRows} held out`,
    `${epoch} of ${settings.epochs} epochs in ${formatNumber(seconds)} s, peak memory ${peakMemory()}${endings[status]}`,
    [
      `train loss ${formatNumber(results.trainLoss ?? NaN)}`,
      ...(results.validationLoss === null ? [] : [`validation loss ${formatNumber(results.validationLoss)}`]),
      ...(results.validationAccuracy === null
        ? []
        : [`validation accuracy ${(100 * results.validationAccuracy).toFixed(2)} %`]),
    ].join(", ") + (best ? ` (weights of epoch ${best.epoch}, the best by validation loss)` : ""),
    "layers, in the last epoch:",
    ...layers.map(({ units, activation }, l) => {
      const own = measured[l];
      const gradient = `  ${l + 1}  ${units} ${activation}: gradient ${formatNumber(last(own.gradientNorm))}`;
      if (l === layers.length - 1) return gradient;
      return `${gradient}, dead ${percent(last(own.deadShare))}, saturated ${percent(last(own.saturatedShare))}, activations ${formatNumber(last(own.activationMean))} ± ${formatNumber(last(own.activationSpread))}`;
    }),
    verdict("The network", [
      {
        status: status === "diverged" ? "diverged" : "finished",
        epochs: epoch,
        trainLoss,
        layers: measured,
      },
    ]),
  ].join("\n");
}
// src/models/training/shuffle-buffer.ts
/** Rows on their way into the buffer, collected so that they are put there many at a time. */
var Staging = class {
  inputs;
  labels;
  width;
  count = 0;
  constructor(rows, width) {
    this.inputs = new Float32Array(rows * width);
    this.labels = new Float64Array(rows);
    this.width = width;
  }
  data(from, to) {
    return {
      inputs: this.inputs.subarray(from * this.width, to * this.width),
      labels: this.labels.subarray(from, to),
    };
  }
};
/**
 * Trains on a stream of rows through a buffer: it is filled, half of it, drawn at random, is trained on and replaced
 * by the rows that follow. Rows mix over about the buffer's length; what lies farther apart than that keeps its order.
 */
async function passThroughBuffer(trainer, width, rows, { seed, epoch, batchSize }, onRows) {
  const { slots } = trainer;
  const half = Math.floor(slots / 2 / batchSize) * batchSize;
  if (half < 1)
    throw new HillockError(
      "invalid-argument",
      `A shuffle buffer of ${slots} rows is too small for batches of ${batchSize}; at least twice as many are needed.`,
    );
  const random = orderOf(seed, epoch);
  const staging = new Staging(Math.min(slots, 4096), width);
  const order = new Uint32Array(slots);
  /** Whether a slot holds no row yet, or one that was trained on. */
  const isFree = new Uint8Array(slots).fill(1);
  /** Free slots; the last is filled next. */
  const free = Uint32Array.from({ length: slots }, (_, i) => slots - 1 - i);
  let freeCount = slots;
  let done = 0;
  const settle = () => {
    for (let from = 0; from < staging.count; ) {
      const slot = free[--freeCount];
      let length = 1;
      while (from + length < staging.count && free[freeCount - 1] === slot + length) {
        freeCount--;
        length++;
      }
      isFree.fill(0, slot, slot + length);
      trainer.put(slot, staging.data(from, from + length));
      from += length;
    }
    staging.count = 0;
  };
  const train = (take) => {
    let held = 0;
    for (let slot = 0; slot < slots; slot++) if (!isFree[slot]) order[held++] = slot;
    random.shuffle(order.subarray(0, held));
    const drawn = order.subarray(0, Math.min(take, held));
    trainer.step(drawn);
    done += drawn.length;
    onRows(done);
    for (const slot of drawn) isFree[slot] = 1;
    freeCount = 0;
    for (let slot = slots - 1; slot >= 0; slot--) if (isFree[slot]) free[freeCount++] = slot;
  };
  for await (const { labels, write } of rows)
    for (let row = 0; row < labels.length; row++) {
      write(row, staging.inputs, staging.count * width);
      staging.labels[staging.count++] = labels[row];
      if (staging.count === staging.labels.length || staging.count === freeCount) settle();
      if (freeCount === 0) train(half);
    }
  settle();
  train(slots);
}
// src/models/training/streamed-table.ts
/** Held-out rows that are measured after each epoch, so that they need no pass over the table. */
const MOST_MEASURED = 8192;
/** The first pass: all that preparation needs to know, in bounded memory. */
async function gather(source, name, { share, seed }) {
  const { name: path, names } = source;
  const target = new TargetCollector(path, name);
  const columns = names.filter((other) => other !== name).map((other) => new ColumnCollector(other));
  const stray = /* @__PURE__ */ new Map();
  let trainRows = 0;
  let heldRows = 0;
  const places = columns.map((column) => names.indexOf(column.name));
  const targetPlace = names.indexOf(name);
  for await (const { first, rows, place } of source.blocks())
    rows.forEach((row, r) => {
      const training = share === 0 || !isHeldOut(first + r, share, seed);
      const read = (field) => {
        const where = () => `${path}, ${place(first + r)}, column "${names[field]}"`;
        const cell = readCell(row[field], where);
        if (typeof cell === "string" && !stray.has(names[field]))
          stray.set(names[field], {
            value: cell,
            where: where(),
          });
        return cell;
      };
      const label = read(targetPlace);
      target.add(label, training);
      if (label === null) return;
      if (training) trainRows++;
      else heldRows++;
      columns.forEach((column, c) => {
        column.add(read(places[c]), training);
      });
    });
  for (const { name: column, numbers, texts } of [target, ...columns])
    refuseStrayText(numbers, texts, stray.get(column));
  return {
    columns,
    target,
    trainRows,
    heldRows,
  };
}
/** A table that is read from its file in each epoch; memory does not grow with it. */
async function prepareStream(source, name, task, split, bufferRows) {
  const { share, seed } = split;
  const { columns, target: collected, trainRows, heldRows } = await gather(source, name, split);
  const target = collected.fit(task);
  const treated = columns.map((column) => column.fit());
  const fitted = treated.flatMap((each) => (each.fitted ? [each.fitted] : []));
  if (fitted.length === 0)
    throw tableError(
      `${source.name}: besides the target "${name}" no column can be learned from. Add a column that varies.`,
    );
  if (trainRows === 0)
    throw tableError(`${source.name} has no rows to train on; use a smaller --validation.`);
  const measured = Math.min(heldRows, MOST_MEASURED);
  return {
    preprocessing: {
      kind: "table",
      columns: fitted,
    },
    target,
    trainRows,
    heldRows,
    rowsInMemory: Math.min(bufferRows, trainRows) + measured,
    notes: [
      "read in pieces: the split is by row, missing numbers are the mean",
      ...(heldRows > measured
        ? [`validation is measured on ${measured} of the ${heldRows} rows held out`]
        : []),
      ...treated.flatMap(({ report }) =>
        report.treatment.startsWith("left out") ? [`${report.name} ${report.treatment}`] : [],
      ),
      ...(collected.dropped > 0 ? [`${collected.dropped} rows without a target left out`] : []),
    ],
    async rows(batchSize) {
      const encoder = rowEncoder(source.name, source.names, fitted);
      const { width } = encoder;
      const read = labelsOf(source, target);
      const isHeld = (row) => share > 0 && isHeldOut(row, share, seed);
      const slots = Math.max(2 * batchSize, Math.min(bufferRows, trainRows));
      async function* training() {
        for await (const block of source.blocks()) {
          const labels = [];
          const which = [];
          for (let r = 0; r < block.rows.length; r++) {
            const label = isHeld(block.first + r) ? void 0 : read(block, r);
            if (label === void 0) continue;
            labels.push(label);
            which.push(r);
          }
          const write = (row, out, at) => encoder.encode(block, which[row], out, at);
          yield {
            labels,
            write,
          };
        }
      }
      async function sample() {
        if (measured === 0) return void 0;
        const inputs = new Float32Array(measured * width);
        const labels = [];
        let left = heldRows;
        const random = derive(seed, "rows that are measured");
        for await (const block of source.blocks())
          for (let r = 0; r < block.rows.length; r++) {
            if (!isHeld(block.first + r)) continue;
            const label = read(block, r);
            if (label === void 0) continue;
            if (random.below(left--) >= measured - labels.length) continue;
            encoder.encode(block, r, inputs, labels.length * width);
            labels.push(label);
          }
        return {
          inputs,
          labels,
        };
      }
      return {
        rows: trainRows,
        slots,
        held: await sample(),
        pass: (trainer, epoch, onRows) =>
          passThroughBuffer(
            trainer,
            width,
            training(),
            {
              seed,
              epoch,
              batchSize,
            },
            onRows,
          ),
      };
    },
  };
}
function labelsOf(source, target) {
  const field = source.names.indexOf(target.name);
  const label = labeller(target);
  return ({ first, rows, place }, r) =>
    label(readCell(rows[r][field], () => `${source.name}, ${place(first + r)}, column "${target.name}"`));
}
// src/models/training/table-in-memory.ts
/** A table that is held in memory: split by class, medians for missing numbers. */
function prepareTable(table, name, task, { share, seed }) {
  const target = readTarget(table, name, task);
  const split =
    share === 0
      ? {
          train: [...target.rows.keys()],
          validation: [],
        }
      : splitRows(target, share, seed);
  const rowsOf = (positions) => positions.map((p) => target.rows[p]);
  const preparation = prepare(table, target, rowsOf(split.train));
  const { mean, spread } = preparation.targetScale;
  const data = (positions) => ({
    inputs: preparation.transform(rowsOf(positions)),
    labels: positions.map((p) => (target.labels[p] - mean) / spread),
  });
  const left = preparation.report.filter(
    ({ kind, treatment }) => kind !== "target" && treatment.startsWith("left out"),
  );
  return {
    preprocessing: {
      kind: "table",
      columns: preparation.fitted,
    },
    target: {
      name,
      task: target.task,
      classes: target.classes,
      scale: {
        mean,
        spread,
      },
    },
    trainRows: split.train.length,
    heldRows: split.validation.length,
    rowsInMemory: split.train.length + split.validation.length,
    notes: [
      ...left.map(({ name: column, treatment }) => `${column} ${treatment}`),
      ...(target.dropped > 0 ? [`${target.dropped} rows without a target left out`] : []),
    ],
    rows: async (batchSize) =>
      rowsInMemory(data(split.train), split.validation.length > 0 ? data(split.validation) : void 0, {
        seed,
        batchSize,
      }),
  };
}
// src/models/training/threads.ts
const threadsFlag = (threads) =>
  numberFlag("--threads", threads, 1, (x) => whole(x) && x <= 256, "a whole number from 1 to 256");
/** Splits the network's training over threads, with the same bits; the pool is of one where the network is too small. */
const splitTraining = (net, count) =>
  trainingThreads(net, count, { worker: (source) => new Worker(source, { eval: true }) });
// src/commands/train.ts
/** A larger table is read in pieces. */
const STREAM_BYTES = 256 * 2 ** 20;
const CHECKPOINT_EVERY_MS = 1e3;
const missing = (message) => new HillockError("invalid-argument", message);
/** Reads the rows, as images, a table in memory, or a table in pieces. */
async function prepareRows(path, flags, split) {
  const { target } = flags;
  const task = taskFlag(flags);
  const bufferRows = bufferFlag(flags);
  if (await looksLikeIdx(path)) {
    if (target === void 0)
      throw missing(`Which labels have the images of ${path}? Add --target with their idx file.`);
    return {
      ...(await prepareImages(path, target, split)),
      streamed: false,
    };
  }
  const source = await openTable(path);
  const { names } = source;
  if (target === void 0)
    throw missing(`Which column is to be predicted? Add --target with one of: ${names.join(", ")}.`);
  if (!names.includes(target)) {
    const near = nearest(target, names);
    throw new HillockError(
      "invalid-table",
      `${path} has no column "${target}".${near ? ` Did you mean ${near}?` : ""} It has: ${names.join(", ")}.`,
    );
  }
  const streamed = source.streams && (flags.stream === true || source.bytes > STREAM_BYTES);
  return {
    ...(streamed
      ? await prepareStream(source, target, task, split, bufferRows)
      : prepareTable(await collectTable(source), target, task, split)),
    streamed,
  };
}
function epochBar(epochs, rows, from) {
  const bar = progressBar(
    "training {bar} epoch {epoch}/{epochs} · loss {loss} · validation {held} · {eta} s left",
  );
  const shown = (loss) => (loss === void 0 ? "–" : formatNumber(loss));
  bar.start(epochs * rows, from * rows, {
    epoch: from,
    epochs,
    loss: "–",
    held: "–",
  });
  return {
    stop: () => bar.stop(),
    update: (epoch, done, loss, held) =>
      bar.update((epoch - 1) * rows + done, {
        epoch,
        epochs,
        loss: shown(loss),
        held: shown(held),
      }),
  };
}
/** Writes the state after an epoch, at most about once a second. */
function checkpointWriter(path, about) {
  let last = -Infinity;
  return async (take) => {
    if (performance.now() - last < CHECKPOINT_EVERY_MS) return;
    await replaceFile(path, "--checkpoint", checkpointText(about, take()));
    last = performance.now();
  };
}
/** The score on a test table, or on "IMAGES,LABELS". */
async function testText(model, net, test) {
  const applied = {
    ...model,
    net,
  };
  const nothing = async () => void 0;
  const [path, labels] = model.preprocessing.kind === "images" ? test.split(",") : [test];
  if (model.preprocessing.kind === "images" && labels === void 0)
    throw missing(`--test ${test}: images and labels are needed, as in IMAGES,LABELS.`);
  const { score, warnings } =
    model.preprocessing.kind === "images"
      ? await applyToImages(applied, path, labels, nothing)
      : await applyToTable(applied, await openTable(path), nothing);
  if (!score) throw missing(`--test ${test}: it has no column "${model.target.name}" to compare with.`);
  return [...warnings.map((warning) => `note: ${warning}`), `test: ${score}`].join("\n");
}
/** Trains one network on one table, reports, and keeps the model. */
async function runTrain(path, asked) {
  const before = asked.resume === void 0 ? void 0 : await readCheckpoint(asked.resume);
  const { flags } =
    before && asked.resume !== void 0 ? resumedFlags(asked.resume, before, asked) : { flags: asked };
  const given = readSettingFlags(flags);
  const threads = threadsFlag(flags.threads);
  const opset = opsetFlag(flags);
  const written = flags.layers ?? "32,32";
  const list = parseLayers(written);
  const table = path ?? before?.request.table;
  if (table === void 0) throw missing("Which table? Write hillock train TABLE --target COLUMN.");
  const checkpoint = flags.checkpoint ?? flags.resume;
  if (flags.save !== void 0) await requireWritable(flags.save, "--save");
  if (checkpoint !== void 0) await requireWritable(checkpoint, "--checkpoint");
  const prepared = await prepareRows(table, flags, {
    share: given.validation,
    seed: given.seed,
  });
  const { preprocessing, target } = prepared;
  const settings = {
    ...given,
    epochs: given.epochs ?? usualEpochs(prepared.trainRows, given.batchSize),
  };
  const layers = completeLayers(list, target);
  const dense = denseLayers(layers);
  const inputs = inputsOf(preprocessing);
  requireMemory(inputs, dense, settings.batchSize, prepared.rowsInMemory);
  if (flags.save !== void 0 || checkpoint !== void 0) requireSaveable(inputs, dense);
  const named = flags.target ?? target.name;
  const files = preprocessing.kind === "images" ? [table, named] : [table];
  const print = checkpoint === void 0 ? "" : await fingerprint(files);
  if (before && before.hillock !== "0.1.0")
    throw new HillockError(
      "invalid-model",
      `${asked.resume} was written by Hillock ${before.hillock}; this is ${VERSION}, which may compute other bits. Go on with that version, or start anew.`,
    );
  if (before && before.fingerprint !== print)
    throw new HillockError(
      "invalid-model",
      `${asked.resume} is of a training on another table than ${table}, or the table has changed since. Start anew without --resume.`,
    );
  const resume = before?.state(inputs, dense);
  const net = network({
    inputs,
    layers: dense,
    seed: settings.seed,
    largestBatch: settings.batchSize,
  });
  if (opset.opset !== void 0)
    onnxBytes(
      {
        preprocessing,
        target,
      },
      net,
      opset,
    );
  const rows = await prepared.rows(settings.batchSize);
  const request = {
    table,
    target: named,
    layers: written,
    task: flags.task === void 0 ? null : target.task,
    stream: prepared.streamed ? "yes" : "no",
    buffer: bufferFlag(flags),
  };
  const pool = await splitTraining(net, threads);
  const bar = epochBar(settings.epochs, prepared.trainRows, resume?.epoch ?? 0);
  let fitted;
  try {
    fitted = await fit(net, rows, settings, {
      ...(resume ? { resume } : {}),
      ...(checkpoint === void 0
        ? {}
        : {
            onEpoch: checkpointWriter(checkpoint, {
              hillock: VERSION,
              request,
              settings,
              fingerprint: print,
            }),
          }),
      onProgress: ({ epoch, rows: done, trainLoss, validationLoss }) =>
        bar.update(epoch, done, trainLoss, validationLoss),
    });
  } finally {
    bar.stop();
    pool.close();
  }
  const { held } = rows;
  const epoch = fitted.best?.epoch ?? fitted.epoch;
  const finite = (value) => (value !== void 0 && Number.isFinite(value) ? value : null);
  const model = {
    hillock: VERSION,
    target,
    preprocessing,
    layers,
    parameters: net.parameters(),
    settings,
    results: {
      trainLoss: finite(fitted.trainLoss[epoch - 1]),
      validationLoss: finite(fitted.validationLoss[epoch - 1]),
      validationAccuracy: held
        ? new Score(target).addAll(net.predict(held.inputs), held.labels).accuracy
        : null,
      epoch,
    },
  };
  const file = flags.save !== void 0 && isOnnx(flags.save) ? onnxBytes(model, net, opset) : void 0;
  if (flags.save !== void 0) await replaceFileOrKeep(flags.save, "--save", file ?? modelText(model));
  console.log(trainingText(model, fitted, prepared));
  if (pool.count < threads)
    console.log(
      `note: trained on ${pool.count === 1 ? "1 thread" : `${pool.count} threads`} of ${threads}; with more, a network of this size would train more slowly.`,
    );
  if (flags.test !== void 0) console.log(await testText(model, net, flags.test));
  if (flags.save !== void 0)
    console.log(
      `Model: ${flags.save}${file ? ` (${onnxNeeds(file)})` : ""}. Predict with ${colorsOf(process.stdout).bold(`hillock predict ${flags.save} TABLE`)}`,
    );
}

export { runTrain };
