import { expect, test } from "vitest";
import { prepareSource } from "./data.ts";
import { PLAIN } from "./features.ts";
import type { Frame } from "./frame.ts";
import { Pace } from "./pace.ts";
import { type NetworkSettings, USUAL } from "./settings.ts";
import { type Audience, Trainer } from "./trainer.ts";

const prepared = prepareSource({ kind: "shape", shape: "circles", noise: 0, features: PLAIN }, 0.2);

function watched(settings: Partial<NetworkSettings> = {}, show?: Audience["show"], pace?: Pace) {
  const seen: Frame[] = [];
  const faults: string[] = [];
  const trainer = new Trainer(
    { ...USUAL, ...settings },
    prepared,
    {
      show: show ?? (async (frame) => void seen.push(frame)),
      fail: (message) => faults.push(message),
    },
    { ...(pace && { pace }) },
  );
  return { trainer, seen, faults };
}

test("a training that cannot go on says why, and no longer runs", async () => {
  const { trainer, faults } = watched({ learningRate: -1 });
  trainer.play(Number.POSITIVE_INFINITY);
  await expect.poll(() => faults).toHaveLength(1);
  expect(faults[0]).toMatch(/learning/);
  expect(trainer.status).toBe("failed");
});

test("a picture that cannot be made is said, once, and ends the training", async () => {
  const { trainer, faults } = watched({}, () => Promise.reject(new Error("Out of memory.")));
  trainer.step();
  await expect.poll(() => faults).toEqual(["Out of memory."]);
  trainer.play(Number.POSITIVE_INFINITY);
  expect(trainer.status).toBe("failed");
});

test("two networks in a race are never more than an epoch apart, and stand at the same one when asked", async () => {
  const { port1, port2 } = new MessageChannel();
  const one = watched({}, undefined, new Pace(port1));
  const other = watched({ batchSize: 1 }, undefined, new Pace(port2));
  const epochs = () => [one, other].map(({ seen }) => seen.at(-1)?.epoch ?? 0);
  one.trainer.play(Number.POSITIVE_INFINITY);
  await new Promise((done) => setTimeout(done, 200));
  expect(epochs()[0]).toBeLessThanOrEqual(1);
  other.trainer.play(Number.POSITIVE_INFINITY);
  await expect.poll(() => Math.min(...epochs())).toBeGreaterThan(20);
  for (const { trainer } of [one, other]) trainer.pause();
  await expect.poll(() => [one, other].map(({ trainer }) => trainer.status)).toEqual(["paused", "paused"]);
  await expect.poll(() => Math.abs((epochs()[0] ?? 0) - (epochs()[1] ?? 0))).toBeLessThanOrEqual(1);
  const last = Math.max(...epochs());
  for (const { trainer } of [one, other]) trainer.stepTo(last);
  await expect.poll(epochs).toEqual([last, last]);
  other.trainer.stop();
  one.trainer.play(Number.POSITIVE_INFINITY);
  await expect.poll(() => epochs()[0]).toBeGreaterThan(last + 2);
  one.trainer.stop();
  port1.close();
});
