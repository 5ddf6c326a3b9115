import { expose } from "comlink";
import { at, catalogue, curves, describe } from "./describe.ts";
import { measureSpeed } from "./speed.ts";

const api = { catalogue, describe, curves, at, measureSpeed };
export type ComputeApi = typeof api;
expose(api);
