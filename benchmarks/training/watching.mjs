// What the doctor's measurements cost where epochs are short: what happens once an epoch weighs most there.
import { takeTurns } from "../rounds.mjs";
import { openHillock } from "./peers/hillock.mjs";
import { problem } from "./problem.mjs";

const ROUNDS = 25;
/** Epochs are as many as take some 10 ms. */
const SHAPES = [
  { sizes: [4, 16, 16, 3], batch: 16, rows: 112, epochs: 1000 },
  { sizes: [4, 16, 16, 3], batch: 16, rows: 280, epochs: 500 },
  { sizes: [8, 32, 32, 3], batch: 32, rows: 112, epochs: 400 },
  { sizes: [8, 32, 32, 3], batch: 32, rows: 280, epochs: 200 },
  { sizes: [8, 32, 32, 3], batch: 32, rows: 1600, epochs: 40 },
];

export async function watchShortEpochs(say) {
  say("## What watching costs where epochs are short\n");
  say(
    "As above, by Adam with its usual settings: epochs of the tables that a comparison reads. Of few rows more than each 8th is measured, so that at least 32 are.\n",
  );
  say("| network | batch | rows | µs an epoch | measurements off | watching costs |");
  say("|---|---|---|---|---|---|");
  for (const shape of SHAPES) {
    const data = problem(shape);
    const optimizer = "adam";
    const peers = {
      watched: await openHillock(shape, data, { optimizer }),
      off: await openHillock(shape, data, { optimizer, measurements: false }),
    };
    const rates = await takeTurns(
      Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, peer.stepsPerSecond])),
      ROUNDS,
    );
    for (const peer of Object.values(peers)) peer.close();
    const { sizes, batch, rows } = shape;
    const [watched, off] = [rates.watched, rates.off].map(({ best }) => (rows / batch / best) * 1e6);
    say(
      `| ${sizes.join("-")} | ${batch} | ${rows} | ${watched.toFixed(1)} | ${off.toFixed(1)} | ${((watched / off - 1) * 100).toFixed(1)} % |`,
    );
  }
  say("");
}
