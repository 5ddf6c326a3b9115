import { HillockError } from "../errors.ts";
import { ModuleBuilder } from "./wasm/module-builder.ts";

/**
 * The little of the WebAssembly interface that Hillock uses. Declared here, because the library is compiled without
 * the types of a browser or of Node and runs in both.
 */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** By so many pages of 64 KiB; throws RangeError where that much is not to be had. */
  grow(pages: number): number;
}

/** Memory that threads share: growing it leaves arrays that lie there as they are, and gives it a new, longer buffer. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

type WasmFunction = (...values: number[]) => number;
export type WasmExports = Readonly<Record<string, WasmFunction>>;

interface Engine {
  Memory: {
    new (limits: { initial: number; maximum: number; shared: true }): SharedMemory;
    new (limits: { initial: number }): WasmMemory;
  };
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (
    module: object,
    imports: { env: { memory: WasmMemory | SharedMemory } },
  ) => { readonly exports: WasmExports };
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

/** Browsers that are locked down have none. */
const engine = (globalThis as unknown as { readonly WebAssembly?: Engine }).WebAssembly;

function present(): Engine {
  if (engine !== undefined) return engine;
  throw new HillockError(
    "unsupported",
    "There is no WebAssembly here, which arrays and networks are computed with; f(x) of a number works without.",
  );
}

export const PAGE_BYTES = 65_536;

export const createMemory = (pages: number): WasmMemory => new (present().Memory)({ initial: pages });

/** Reserves addresses for so many pages and uses none; throws where the engine does not have as many. */
export const createSharedMemory = (mostPages: number): SharedMemory =>
  new (present().Memory)({ initial: 0, maximum: mostPages, shared: true });

/** Compiles a module of `ModuleBuilder` on the spot and binds it to `memory`; the result has its exported functions. */
export function instantiate(bytes: Uint8Array<ArrayBuffer>, memory: WasmMemory | SharedMemory): WasmExports {
  return bindModule(compileModule(bytes), memory);
}

/** A vector in, the same out. */
function smallestModule(): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.addFunction({ params: ["v128"], results: ["v128"] }).builder.get(0);
  return module.toBytes();
}

/**
 * The same in two steps, for a module that is bound to more than one memory. What the engine throws of one that is too
 * large is passed on.
 * @throws HillockError "unsupported" where the engine refuses any.
 */
export function compileModule(bytes: Uint8Array<ArrayBuffer>): object {
  const { Module } = present();
  try {
    return new Module(bytes);
  } catch (error) {
    try {
      new Module(smallestModule());
    } catch (reason) {
      throw new HillockError(
        "unsupported",
        `This engine compiles no WebAssembly with SIMD: ${String(reason)}. A page's Content-Security-Policy needs 'wasm-unsafe-eval' in its script-src.`,
      );
    }
    throw error;
  }
}

/** The exported functions of a compiled module, on this memory. */
export const bindModule = (module: object, memory: WasmMemory | SharedMemory): WasmExports =>
  new (present().Instance)(module, { env: { memory } }).exports;

export const isValidModule = (bytes: Uint8Array<ArrayBuffer>): boolean => engine?.validate(bytes) ?? false;
