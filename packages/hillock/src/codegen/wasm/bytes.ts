const FIRST_CAPACITY = 256;

/** A growing list of bytes with the number formats of the WebAssembly binary format. */
export class ByteWriter {
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #used = 0;

  get length(): number {
    return this.#used;
  }

  byte(value: number): this {
    if (this.#used === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#used++] = value;
    return this;
  }

  all(values: ArrayLike<number>): this {
    this.#reserve(values.length);
    this.#bytes.set(values, this.#used);
    this.#used += values.length;
    return this;
  }

  append(other: ByteWriter): this {
    return this.all(other.#bytes.subarray(0, other.#used));
  }

  /** Unsigned LEB128. */
  unsigned(value: number): this {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit integer. */
  signed(value: number): this {
    let rest = value | 0;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
      this.byte(done ? low : low | 0x80);
      if (done) return this;
    }
  }

  float32(value: number): this {
    view.setFloat32(0, value, true);
    return this.all(scratch.subarray(0, 4));
  }

  float64(value: number): this {
    view.setFloat64(0, value, true);
    return this.all(scratch);
  }

  int32(value: number): this {
    view.setInt32(0, value, true);
    return this.all(scratch.subarray(0, 4));
  }

  /** Length, then UTF-8 (names here are ASCII). */
  text(value: string): this {
    this.unsigned(value.length);
    for (let i = 0; i < value.length; i++) this.byte(value.charCodeAt(i) & 0x7f);
    return this;
  }

  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#used);
  }

  #reserve(count: number): void {
    const needed = this.#used + count;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

const view = new DataView(new ArrayBuffer(8));
const scratch = new Uint8Array(view.buffer);
