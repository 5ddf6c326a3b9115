import { expose } from "comlink";
import { at, catalogue, curves, describe } from "./describe.ts";
import { overflowLook, softmaxLook } from "./softmax.ts";
import { measureSpeed } from "./speed.ts";

const api = { catalogue, describe, curves, at, measureSpeed, softmaxLook, overflowLook };
export type ComputeApi = typeof api;
expose(api);
