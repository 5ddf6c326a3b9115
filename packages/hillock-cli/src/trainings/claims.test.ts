import fc from "fast-check";
import { expect, test } from "vitest";
import { claim, claimsOf, groupsOf } from "./claims.ts";

const grid = (activations: number, seeds: number) =>
  Array.from({ length: activations * seeds }, (_, i) => ({
    activation: Math.floor(i / seeds),
    seed: i % seeds,
  }));

test("every training that is wanted is taken once, however threads take turns", () => {
  const problem = fc.record({
    activations: fc.integer({ min: 1, max: 6 }),
    seeds: fc.integer({ min: 1, max: 6 }),
    leftOut: fc.array(fc.nat(35)),
    turns: fc.infiniteStream(fc.nat(3)),
  });
  fc.assert(
    fc.property(problem, ({ activations, seeds, leftOut, turns }) => {
      const jobs = grid(activations, seeds);
      const wanted = [...jobs.keys()].filter((index) => !leftOut.includes(index));
      const claims = claimsOf(jobs, wanted);
      const groups = groupsOf(jobs, claims);
      const last: (number | undefined)[] = [undefined, undefined, undefined, undefined];
      const done: number[] = [];
      const ended = new Set<number>();
      for (const thread of turns) {
        if (ended.size === last.length) break;
        const next = claim(groups, claims.taken, last[thread]);
        if (next === undefined) ended.add(thread);
        else {
          last[thread] = next.group;
          done.push(next.index);
        }
      }
      expect(done.toSorted((a, b) => a - b)).toEqual(wanted);
    }),
  );
});

test("a thread stays with its function, and helps with another at the end only", () => {
  const jobs = grid(3, 4);
  const claims = claimsOf(jobs, [...jobs.keys()]);
  const groups = groupsOf(jobs, claims);
  const taken: number[][] = [[], []];
  const last: (number | undefined)[] = [undefined, undefined];
  for (let round = 0; round < 6; round++)
    for (const thread of [0, 1]) {
      const next = claim(groups, claims.taken, last[thread]);
      last[thread] = next?.group;
      if (next) taken[thread].push(jobs[next.index].activation);
    }
  expect(taken).toEqual([
    [0, 0, 0, 0, 2, 2],
    [1, 1, 1, 1, 2, 2],
  ]);
});
