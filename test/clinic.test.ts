import { FINDINGS } from "hillock";
import { expect, test } from "vitest";
import { type Examined, examineCase } from "../clinic/src/examine-case.ts";
import { figuresOf } from "../clinic/src/figures.ts";
import { HALVES, plan, RECIPES, SPLIT } from "../clinic/src/plan.ts";

test("the halves share no data set and no architecture", () => {
  const [tuned, unseen] = HALVES.map((half) => SPLIT[half]);
  expect(tuned.dataSets.filter((name) => unseen.dataSets.includes(name))).toEqual([]);
  expect(tuned.architectures.filter((name) => unseen.architectures.includes(name))).toEqual([]);
});

test("every finding can be brought in more than one way, and no recipe rules out what it must bring", () => {
  for (const name of FINDINGS)
    expect(RECIPES.filter((recipe) => recipe.must === name).length).toBeGreaterThan(1);
  expect(new Set(RECIPES.map((recipe) => `${recipe.must}: ${recipe.name}`)).size).toBe(RECIPES.length);
});

test("a case of the clinic: verified by outcome, found, repaired, and the same again", async () => {
  const options = {
    seed: 3,
    sick: 2,
    healthy: 2,
    only: "symmetricUnits",
    dataSet: "moons",
    half: "tuned",
  } as const;
  const [ticket] = plan(options);
  const examined = await examineCase(ticket);
  expect(examined).toMatchObject({ unfit: null, dataSet: "moons" });
  expect(examined.found.map(({ name }) => name)).toContain("symmetricUnits");
  expect(examined.doctor?.left).toEqual([]);
  expect(examined.doctor?.testScore).toBeGreaterThan(0.9);
  const timeless = ({ trainSeconds: _t, repairSeconds: _r, ...rest }: Examined) => rest;
  expect(timeless(await examineCase(ticket))).toEqual(timeless(examined));
});

test("figures count what they say", () => {
  const base = {
    recipe: "r",
    dataSet: "d",
    architecture: "a",
    layers: 2,
    regression: false,
    unfit: null,
    excluded: [],
    may: [],
    twinScore: 1,
    twinHeldOut: 1,
    score: 0.5,
    testScore: 0.5,
    random: null,
    tried: [],
    trainSeconds: 1,
    repairSeconds: 3,
    trainings: 2,
    settings: "",
  };
  const ticket = { half: "tuned", number: 0, seed: 1, dataSet: null } as const;
  const found = (name: Examined["found"][number]["name"]) => [{ name, measured: 1, cause: "" }];
  const cases: Examined[] = [
    {
      ...{ ...base, ticket: { ...ticket, finding: "saturation" }, found: found("saturation") },
      doctor: { left: [], score: 0.5, testScore: 0.9 },
    },
    {
      ...{ ...base, ticket: { ...ticket, finding: "saturation" }, found: found("divergence") },
      doctor: { left: ["divergence"], score: 0.9, testScore: 0.4 },
    },
    { ...base, ticket: { ...ticket, finding: null }, found: [], doctor: null },
    { ...base, ticket: { ...ticket, finding: null }, found: found("overfitting"), doctor: null },
    { ...base, ticket: { ...ticket, finding: "saturation" }, found: [], doctor: null, unfit: "no worse" },
  ];
  const figures = figuresOf(cases);
  expect(figures).toMatchObject({
    cases: 2,
    healthy: 2,
    falseAlarms: 1,
    repaired: { of: 2, count: 1 },
    randomlyRepaired: { of: 2, count: 0 },
    lowered: { of: 2, count: 0 },
    loweredUnseen: { of: 2, count: 1 },
    lacking: 2,
  });
  expect(figures.detected.get("saturation")).toEqual({ of: 2, count: 1 });
  // two cases rule out 15 findings each and two all 16; two of these were found
  expect(figures.wrong).toEqual({ of: 62, count: 2 });
  expect(figures.mostLowered).toBeCloseTo(0.1);
  expect(figures.cost.within).toEqual({ of: 2, count: 0 });
});
