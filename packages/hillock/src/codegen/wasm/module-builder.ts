import { ByteWriter } from "./bytes.ts";
import { FunctionBuilder } from "./function-builder.ts";
import { VALUE_TYPES, type ValueType } from "./opcodes.ts";

const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;

export interface FunctionSignature {
  readonly params: readonly ValueType[];
  readonly results?: readonly ValueType[];
  /** Name under which instances export it; not exported where it is left out. */
  readonly export?: string;
}

export interface BuiltFunction {
  /** What `FunctionBuilder.call` takes. */
  readonly index: number;
  readonly builder: FunctionBuilder;
}

/** The memory that a module is for: one that threads may share has to say so, and how large it may become. */
export type MemoryKind = "own" | "shared";
/** As many pages as 32-bit addresses reach. */
export const MOST_PAGES = 65_536;

/**
 * A WebAssembly module that works on one imported memory, "env"."memory".
 * Functions may call each other in any order: an index is known before the body is written.
 */
export class ModuleBuilder {
  readonly #functions: {
    readonly builder: FunctionBuilder;
    readonly exportName: string | undefined;
  }[] = [];

  addFunction(signature: FunctionSignature): BuiltFunction {
    const builder = new FunctionBuilder(signature.params, signature.results ?? []);
    this.#functions.push({ builder, exportName: signature.export });
    return { index: this.#functions.length - 1, builder };
  }

  toBytes(memory: MemoryKind = "own"): Uint8Array<ArrayBuffer> {
    const types = new Map<string, { readonly index: number; readonly code: ByteWriter }>();
    const typeIndices = this.#functions.map(({ builder }) => {
      const key = `${builder.params.join()}>${builder.results.join()}`;
      const known = types.get(key);
      if (known !== undefined) return known.index;
      const code = new ByteWriter().byte(0x60);
      for (const list of [builder.params, builder.results]) {
        code.unsigned(list.length);
        for (const type of list) code.byte(VALUE_TYPES[type]);
      }
      types.set(key, { index: types.size, code });
      return types.size - 1;
    });

    const typeSection = new ByteWriter().unsigned(types.size);
    for (const { code } of types.values()) typeSection.append(code);
    // One import: a memory (2) with a lower limit of 0 pages and no upper one, so that any unshared memory fits.
    const importSection = new ByteWriter().unsigned(1).text("env").text("memory");
    if (memory === "own") importSection.all([2, 0, 0]);
    else importSection.all([2, 3, 0]).unsigned(MOST_PAGES);
    const functionSection = new ByteWriter().unsigned(this.#functions.length);
    for (const index of typeIndices) functionSection.unsigned(index);

    const exported = this.#functions.flatMap(({ exportName }, index) =>
      exportName === undefined ? [] : [{ exportName, index }],
    );
    const exportSection = new ByteWriter().unsigned(exported.length);
    for (const { exportName, index } of exported) exportSection.text(exportName).byte(0).unsigned(index);

    const codeSection = new ByteWriter().unsigned(this.#functions.length);
    for (const { builder } of this.#functions) {
      const body = builder.encode();
      codeSection.unsigned(body.length).append(body);
    }

    const module = new ByteWriter().all([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    const sections: [number, ByteWriter][] = [
      [SECTION.type, typeSection],
      [SECTION.import, importSection],
      [SECTION.function, functionSection],
      [SECTION.export, exportSection],
      [SECTION.code, codeSection],
    ];
    for (const [id, content] of sections) module.byte(id).unsigned(content.length).append(content);
    return module.toBytes();
  }
}
