import { Worker } from "node:worker_threads";
import { type Network, type ThreadPool, trainingThreads } from "hillock";
import { numberFlag, whole } from "../../commands/flags.ts";

export const threadsFlag = (threads: string | undefined): number =>
  numberFlag("--threads", threads, 1, (x) => whole(x) && x <= 256, "a whole number from 1 to 256");

/** Splits the network's training over threads, with the same bits; the pool is of one where the network is too small. */
export const splitTraining = (net: Network, count: number): Promise<ThreadPool> =>
  trainingThreads(net, count, { worker: (source) => new Worker(source, { eval: true }) });
