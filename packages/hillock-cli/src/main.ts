import { Command, Option } from "commander";
import { HillockError, MISSING_MARKS, VERSION } from "hillock";
import type { CompareFlags } from "./commands/compare.ts";
import type { DoctorFlags } from "./commands/doctor.ts";
import { FORMS, type Form } from "./commands/forms.ts";
import type { InspectFlags } from "./commands/inspect.ts";
import type { LabFlags } from "./commands/lab.ts";
import type { PredictFlags } from "./commands/predict.ts";
import type { WorkerFlags } from "./commands/worker.ts";
import { optimizeLate } from "./compilers.ts";
import type { TrainFlags } from "./models/training/flags.ts";
import { colorsOf } from "./terminal/colors.ts";
import { listenToOutputs } from "./terminal/outputs.ts";

optimizeLate();

const MISSING = `\nMissing values are empty fields and ${MISSING_MARKS.join(", ")}, in small or large letters.\n`;

// each command loads what it needs when it is run, so that none waits for another's libraries
const program = new Command("hillock")
  .description("Which activation function should I use on my data, and why does my network not learn?")
  .version(VERSION)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const PIXELS_HELP =
  "0-1 or 0-255: what an ONNX file from elsewhere takes an idx file's pixels as (default: 0-1; bytes where it takes whole numbers)";

program
  .command("compare")
  .description(
    "train the same network once per activation function, and say which learns, which does not, and why",
  )
  .argument("[table]", "CSV, JSON or Parquet file")
  .option("--target <column>", "the column to predict")
  .option("--task <task>", "binary, multiclass or regression; follows from the target")
  .option(
    "--activations <list>",
    'names, with parameters or without, and formulas, as in relu,"leakyRelu(0.2),x / (1 + exp(-x)),x * tanh(b * x); b=1"',
  )
  .option("--layers <sizes>", "units of the hidden layers (default: 32,32)")
  .option("--epochs <n>", "passes over the data (default: follows from the number of rows)")
  .option("--batch-size <n>", "rows of one step (default: 32)")
  .option("--learning-rate <x>", "default: follows from the optimizer; 0.005 for adam")
  .option("--optimizer <name>", "sgd, momentum, nesterov, adam, adamw or rmsprop (default: adam)")
  .option("--seeds <k>", "trainings per function (default: 10)")
  .option("--validation <share>", "share of the rows held out (default: 0.2)")
  .option("--out <folder>", "where the report goes (default: hillock-report)")
  .option("--json", "print results.json instead of the table")
  .option("--from <file>", "repeat the run of a results.json")
  .option("--threads <n>", "trainings at a time (default: one a core)")
  .option(
    "--queue <address>",
    "redis://[:PASSWORD@]HOST[:PORT]: let hillock worker, on any number of machines, do the trainings",
  )
  .option("--checkpoint <file>", "keep every finished training here")
  .option("--resume <file>", "go on from a checkpoint, to the same final bits")
  .addHelpText(
    "after",
    `${MISSING}\nExamples:\n  hillock compare penguins.csv --target species --activations relu,tanh,sigmoid\n  hillock compare --resume run.checkpoint\n  hillock compare penguins.csv --target species --queue redis://queue.example.org`,
  )
  .action(async (table: string | undefined, flags: CompareFlags) =>
    (await import("./commands/compare.ts")).runCompare(table, flags),
  );

program
  .command("worker")
  .description("do the trainings of hillock compare --queue, on this machine, until it is interrupted")
  .option("--queue <address>", "redis://[:PASSWORD@]HOST[:PORT][/DATABASE]; rediss:// for TLS")
  .option("--threads <n>", "trainings at a time (default: one a core)")
  .addHelpText(
    "after",
    `
Start as many as you like, on any machines that reach the Redis, before or while a comparison runs:
  hillock worker --queue redis://queue.example.org
  hillock compare penguins.csv --target species --queue redis://queue.example.org

The report is the same, bit for bit, as without a queue. Each worker fetches a table once. One that is killed
loses nothing: its trainings are done again elsewhere. Ctrl-C (SIGTERM too) finishes the trainings at hand, or
gives them back where they take longer than 3 s; a second Ctrl-C gives them back at once. All workers must be
of the same version as hillock compare. HILLOCK_QUEUE_PASSWORD stands for a password that is not in the
address. Whoever reaches the queue can give workers trainings to do: protect it with a password.`,
  )
  .action(async (flags: WorkerFlags) => (await import("./commands/worker.ts")).runWorker(flags));

program
  .command("doctor")
  .description("train a network as you have it, say what is wrong with it, what to change, and prove it")
  .argument("<table>", "CSV, JSON or Parquet file")
  .option("--target <column>", "the column to predict")
  .option("--task <task>", "binary, multiclass or regression; follows from the target")
  .option("--layers <list>", 'hidden layers as units:function, as in "64:gelu,64:prelu" (default: 32,32)')
  .option("--loss <kind>", "squaredError; follows from the task and the output function")
  .option("--init <kind>", "glorot, he, lecun, zeros, normal:SD or constant:V; follows from the function")
  .option("--bias <v>", "what the biases start at (default: 0)")
  .option("--scale <kind>", "of the inputs: none, standard or minmax (default: standard)")
  .option("--epochs <n>", "passes over the data (default: follows from the number of rows)")
  .option("--batch-size <n>", "rows of one step (default: 32)")
  .option("--learning-rate <x>", "default: follows from the optimizer; 0.005 for adam")
  .option("--optimizer <name>", "sgd, momentum, nesterov, adam, adamw or rmsprop (default: adam)")
  .option("--weight-decay <x>", "pulls weights towards 0; best with adamw (default: 0)")
  .option("--clip-norm <x>", "largest norm of all gradients together (default: any)")
  .option("--seed <n>", "of weights, split and order (default: 1)")
  .option("--validation <share>", "share of the rows held out (default: 0.2)")
  .option("--repair", "try the changes by training again, and print the command line that mends it")
  .option("--out <folder>", "where the report goes (default: hillock-report)")
  .option("--json", "print the findings as JSON")
  .addHelpText(
    "after",
    `${MISSING}\nExit code: 0 where nothing is wrong, 3 where something was found.\n\nExample:\n  hillock doctor penguins.csv --target species --layers 16:sigmoid,16:sigmoid,16:sigmoid,16:sigmoid --optimizer sgd --repair`,
  )
  .action(async (table: string, flags: DoctorFlags) =>
    (await import("./commands/doctor.ts")).runDoctor(table, flags),
  );

program
  .command("train")
  .description("train one network on a table or on images, say how it went, and keep the model")
  .argument("[table]", "CSV, JSON or Parquet file, or images in an idx file (.gz too)")
  .option("--target <column>", "the column to predict; for images the idx file of their labels")
  .option(
    "--layers <list>",
    'hidden layers with their functions, then the output\'s, as in "64:gelu,64:leakyRelu(0.2),softmax"; a size alone takes relu, and the output follows from the task (default: 32,32)',
  )
  .option("--save <file>", "where the model goes; as ONNX where the name ends in .onnx")
  .option(
    "--opset <n>",
    "of ONNX, the newest whose operators may be used, for an older runtime (default: any; the lowest that will do is written)",
  )
  .option("--task <task>", "binary, multiclass or regression; follows from the target")
  .option("--epochs <n>", "passes over the data (default: follows from the number of rows)")
  .option("--batch-size <n>", "rows of one step (default: 32)")
  .option("--learning-rate <x>", "default: follows from the optimizer; 0.005 for adam")
  .option("--optimizer <name>", "sgd, momentum, nesterov, adam, adamw or rmsprop (default: adam)")
  .option("--seed <n>", "of weights, split and order of the rows (default: 1)")
  .option("--validation <share>", "share of the rows held out; 0 for none (default: 0.2)")
  .option("--patience <n>", "end after so many epochs without a better validation loss")
  .option("--test <file>", "a table to score the model on; for images IMAGES,LABELS")
  .option("--threads <n>", "that make each step together, with the same bits (default: 1)")
  .option("--checkpoint <file>", "keep the state of the training here, about once a second")
  .option("--resume <file>", "go on from a checkpoint, to the same final bits")
  .option("--stream", "read the table in pieces in each epoch (always above 256 MiB)")
  .option("--buffer <rows>", "rows of the shuffle buffer when reading in pieces (default: 65536)")
  .addHelpText(
    "after",
    `${MISSING}\nExamples:\n  hillock train penguins.csv --target species --layers "64:gelu,64:prelu,softmax" --save model.json\n  hillock train train-images-idx3-ubyte.gz --target train-labels-idx1-ubyte.gz --layers 256,128`,
  )
  .action(async (table: string | undefined, flags: TrainFlags) =>
    (await import("./commands/train.ts")).runTrain(table, flags),
  );

program
  .command("predict")
  .description("apply a model to a table: a line with the prediction for each row, in its order")
  .argument("<model>", "a file that hillock train saved, or an ONNX file")
  .argument("<table>", "CSV, JSON or Parquet file, or images in an idx file")
  .option("--out <file>", "where the predictions go, as CSV (default: predictions.csv)")
  .option("--target <file>", "labels of images, to score the predictions")
  .option("--pixels <range>", PIXELS_HELP)
  .action(async (model: string, table: string, flags: PredictFlags) =>
    (await import("./commands/predict.ts")).runPredict(model, table, flags),
  );

program
  .command("inspect")
  .description("look into any ONNX file: what each of its activations does, over data or drawn inputs")
  .argument("<model>", "an ONNX file, whatever made it")
  .option(
    "--data <file>",
    "rows to run: CSV, JSON, Parquet, .npy or idx; drawn from the graph's shapes unless given",
  )
  .option("--rows <n>", "at most so many rows (default: 1024)")
  .option("--seed <n>", "of drawn inputs (default: 1)")
  .option("--pixels <range>", PIXELS_HELP)
  .option("--timeout <seconds>", "give up when onnxruntime has not answered for so long (default: 300)")
  .option("--swap <list>", "exchange functions, as in relu=leakyRelu(0.2),sigmoid=tanh; with --save")
  .option("--save <file>", "where the file with the functions exchanged goes")
  .option("--out <folder>", "where the report goes (default: hillock-report)")
  .option("--json", "print the figures as JSON")
  .addHelpText(
    "after",
    "\nThe graph is run by onnxruntime-web, which is not installed with Hillock: npm install onnxruntime-web@1.30.0\n\nExamples:\n  hillock inspect model.onnx --data table.csv\n  hillock inspect model.onnx --swap relu=leakyRelu --save leaky.onnx",
  )
  .action(async (model: string, flags: InspectFlags) =>
    (await import("./commands/inspect.ts")).runInspect(model, flags),
  );

program
  .command("lab")
  .description("a page in which functions, gradients and trainings are seen, in your browser alone")
  .option("--port <n>", "of the address on this machine (default: 4170, or any that is free)")
  .option("--no-open", "print the address, and open no browser")
  .action(async (flags: LabFlags) => (await import("./commands/lab.ts")).runLab(flags));

program
  .command("show")
  .description(
    "the card of a function, loss or formula: equation, range, derivative, uses, limitations, plot",
  )
  .argument(
    "<function>",
    'a name such as relu, "leakyRelu(0.2)" or softmaxCrossEntropy, or a formula such as "x / (1 + exp(-x))" or "x * tanh(b * x); b=1"',
  )
  .addOption(
    new Option("--as <form>", "a card, the equation in LaTeX, or GPU code in WGSL")
      .choices(FORMS)
      .default("card"),
  )
  .action(async (name: string, flags: { readonly as: Form }) =>
    (await import("./commands/show.ts")).runShow(name, flags),
  );

// where files may not grow further, writing fails with a message; unheard, the signal would end the process
process.on("SIGXFSZ", () => undefined);

listenToOutputs();

program.parseAsync().catch((error: unknown) => {
  const expected = error instanceof HillockError;
  console.error(
    `${colorsOf(process.stderr).red("hillock:")} ${expected ? error.message : `the run failed: ${error instanceof Error ? error.message : String(error)}`}`,
  );
  process.exitCode = expected ? 2 : 1;
});
