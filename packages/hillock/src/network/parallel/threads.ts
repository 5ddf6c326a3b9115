import { bindModule, compileModule } from "../../codegen/instantiate.ts";
import { HillockError } from "../../errors.ts";
import { largestSharedMemory } from "../../kernels/memory.ts";
import {
  checkCount,
  startWorkers,
  type ThreadPool,
  type ThreadsOptions,
  type WorkerLike,
} from "../../kernels/workers.ts";
import { compileNetwork, type NetworkExports } from "../compile/module.ts";
import { CONTROL_FLOATS, chunksOf, MOST_THREADS, type NetworkPlan } from "../compile/plan.ts";
import type { Network } from "../network.ts";
import { CONTROL, JOBS } from "./control.ts";
import { compileThread } from "./module.ts";
import { threadMain } from "./thread-main.ts";

/** For so long a thread looks out for a job before it sleeps. */
const SPIN_MS = 0.1;
/** Floating-point operations of a step, for each thread, below which waiting for each other costs more than it brings. */
const LEAST_WORK = 2_000_000;

const SOURCE = (): string =>
  `(${threadMain.toString()})(${JSON.stringify(CONTROL)}, ${JSON.stringify(JOBS)}, ${CONTROL_FLOATS}, ${SPIN_MS});`;

/** As many threads as have work: none without a chunk of the widest layer, nor with little to do. */
export function usefulThreads({ layers, batch }: NetworkPlan, count: number): number {
  const work = layers.reduce((sum, { inputs, units }, l) => sum + 2 * inputs * units * (l === 0 ? 2 : 3), 0);
  const chunks = Math.max(...layers.map(({ units }) => chunksOf(units)));
  const most = Math.min(count, MOST_THREADS, chunks, Math.floor((work * batch) / LEAST_WORK));
  return Math.max(1, most);
}

/** A page's own thread may not. */
function maySleep(): boolean {
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
export async function trainingThreads(
  net: Network,
  count: number,
  options: ThreadsOptions = {},
): Promise<ThreadPool> {
  checkCount(count);
  const { engine } = net;
  if (open.has(engine))
    throw new HillockError("invalid-argument", "The network has threads already; close that pool first.");
  const threads = usefulThreads(engine.plan, count);
  if (threads === 1) return { count: 1, close() {} };
  open.add(engine);
  const workers: WorkerLike[] = [];
  const end = (): void => {
    open.delete(engine);
    for (const worker of workers) worker.terminate();
  };
  try {
    const memory = largestSharedMemory();
    const { control: at } = engine.places;
    const sleeps = maySleep();
    const moduleOf = (thread: number): object =>
      compileModule(compileThread(engine.plan, { thread, threads }, thread > 0 || sleeps));
    engine.move(memory);
    const control = new Int32Array(memory.buffer, at, CONTROL_FLOATS).fill(0);
    const alone = compileModule(compileNetwork(engine.plan, "shared").bytes);
    const plain = bindModule(alone, memory) as unknown as NetworkExports;
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
        (...values: number[]): void => {
          control[CONTROL.job] = job;
          control.set(values, CONTROL.values);
          wake(control);
          run(...values);
        },
      ] as const;
    });
    engine.use({ ...plain, ...Object.fromEntries(together) });
    let closed = false;
    return {
      count: threads,
      close(): void {
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
const open = new WeakSet<object>();

function wake(control: Int32Array): void {
  Atomics.add(control, CONTROL.wake, 1);
  Atomics.notify(control, CONTROL.wake);
}
