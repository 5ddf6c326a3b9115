// From what was measured: what a million trainings on 10,000 workers ask, and what gives way first.
const TRAININGS = 1_000_000;
const WORKERS = 10_000;
const WINDOW = 20_000; // trainings that wait or run at a time: MOST_OUTSTANDING in run-on-queue.ts
const WIRE = 1.25e9; // bytes a second of a 10 Gbit/s link
const MiB = 2 ** 20;

const sized = (bytes) =>
  bytes >= 2 ** 40
    ? `${(bytes / 2 ** 40).toPrecision(3)} TiB`
    : bytes >= 2 ** 30
      ? `${(bytes / 2 ** 30).toPrecision(3)} GiB`
      : bytes >= MiB
        ? `${(bytes / MiB).toPrecision(3)} MiB`
        : `${(bytes / 1024).toPrecision(3)} KiB`;
const count = (x) =>
  x >= 1000 ? Math.round(Number(x.toPrecision(3))).toLocaleString("en") : x.toPrecision(3);
const long = (seconds) =>
  seconds >= 7200
    ? `${(seconds / 3600).toPrecision(3)} hours`
    : seconds >= 120
      ? `${(seconds / 60).toPrecision(3)} minutes`
      : `${seconds.toPrecision(3)} s`;

/** Lines of Markdown. */
export function reckon({ perTraining: one, perWorker: each, jobBytes, dataBytes, heapLimit }) {
  const idle = WORKERS * each.idleSeconds;
  const stages = [
    {
      name: "the comparing process, which unpacks, checks and keeps each result on one core",
      rate: 1 / one.compareSeconds,
    },
    {
      name: "Redis, whose commands run on one core",
      rate: Math.max(0, 1 - idle) / one.redisSeconds,
    },
    { name: "Redis's network, at 10 Gbit/s", rate: WIRE / (one.received + one.sent) },
  ].sort((a, b) => a.rate - b.rate);
  const [first] = stages;
  const asked = WORKERS / one.seconds;
  const most = heapLimit / one.compareMemory;
  const breakEven = WORKERS / first.rate;
  return [
    `A training here takes ${long(one.seconds)} (${one.epochs} epochs of the penguins). Were all ${count(WORKERS)} workers busy with such, they would do ${count(asked)} trainings a second, and a million in ${long(TRAININGS / asked)}. What each stage can take:`,
    "",
    "| stage | measured, a training | trainings a second at most | a million takes |",
    "|---|---|---|---|",
    ...stages.map(({ name, rate }) => {
      const cost = name.startsWith("Redis's")
        ? `${sized(one.received)} in, ${sized(one.sent)} out`
        : `${((name.startsWith("Redis") ? one.redisSeconds : one.compareSeconds) * 1000).toPrecision(3)} ms of a core`;
      return `| ${name} | ${cost} | ${count(rate)} | ${long(TRAININGS / rate)} |`;
    }),
    "",
    `- **Commands of Redis**: ${one.commands.toPrecision(3)} a training, so ${count(one.commands * first.rate)} a second at the rate of the slowest stage; and ${each.idleCommands.toPrecision(3)} a second from each worker that looks for comparisons or waits, ${count(WORKERS * each.idleCommands)} a second from ${count(WORKERS)}, which take ${(100 * idle).toPrecision(3)} % of Redis's core.`,
    `- **Memory of Redis**: ${count(WINDOW)} trainings wait or run at a time, ${count(jobBytes)} bytes each: ${sized(WINDOW * jobBytes)}; ${count(WORKERS)} workers hold ${each.connections} connections each, ${count(each.connectionBytes)} bytes a connection: ${sized(WORKERS * each.connections * each.connectionBytes)}; the table once: ${sized(dataBytes)}. Whether there are a million trainings or a thousand does not matter. Redis takes ${count(WORKERS * each.connections)} connections only with \`maxclients\` above its usual 10,000.`,
    `- **The data's way there**: the table travels once per worker, ${sized(dataBytes)} here: ${sized(WORKERS * dataBytes)} for ${count(WORKERS)} workers, ${long((WORKERS * dataBytes) / WIRE)} at 10 Gbit/s. A table of 100 MiB would take ${sized(WORKERS * 100 * MiB)} and ${long((WORKERS * 100 * MiB) / WIRE)}.`,
    `- **The results' way back**: ${sized(one.received)} a training into Redis (the result, gzip, with its commands) and ${sized(one.sent)} out of it: ${sized(TRAININGS * one.received)} and ${sized(TRAININGS * one.sent)} for a million. In results.json a run takes ${sized(one.resultBytes)}: ${sized(TRAININGS * one.resultBytes)}.`,
    `- **Memory of the comparing process**: ${sized(one.compareMemory)} a run, since the report needs every curve: ${sized(TRAININGS * one.compareMemory)} for a million. Node's heap here takes ${sized(heapLimit)}, ${count(most)} runs; \`NODE_OPTIONS=--max-old-space-size\` raises that.`,
    "",
    most < TRAININGS
      ? `**The first bottleneck is the memory of the comparing process**: it ends at about ${count(most)} trainings of ${one.epochs} epochs, whatever the rate. A million need fewer epochs, more memory, or a report made from sums instead of from every curve.`
      : `Memory is none: **the first bottleneck is ${first.name}**.`,
    "",
    `**The first bottleneck in speed is ${first.name}**: ${count(first.rate)} trainings a second at most, ${(100 * Math.min(1, first.rate / asked)).toPrecision(2)} % of what ${count(WORKERS)} workers could do with trainings as short as these. Trainings of ${long(breakEven)} or longer keep ${count(WORKERS)} workers busy.`,
  ];
}
