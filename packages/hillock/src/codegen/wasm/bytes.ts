/** A growing list of bytes with the number formats of the WebAssembly binary format. */
export class ByteWriter {
  private readonly bytes: number[] = [];
  private readonly scratch = new DataView(new ArrayBuffer(8));

  get length(): number {
    return this.bytes.length;
  }

  byte(...values: readonly number[]): this {
    this.bytes.push(...values);
    return this;
  }

  append(other: ByteWriter): this {
    for (const value of other.bytes) this.bytes.push(value);
    return this;
  }

  /** Unsigned LEB128. */
  unsigned(value: number): this {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.bytes.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.bytes.push(rest);
    return this;
  }

  /** Signed LEB128 of a 32-bit integer. */
  signed(value: number): this {
    let rest = value | 0;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
      this.bytes.push(done ? low : low | 0x80);
      if (done) return this;
    }
  }

  float32(value: number): this {
    this.scratch.setFloat32(0, value, true);
    return this.scratchBytes(4);
  }

  float64(value: number): this {
    this.scratch.setFloat64(0, value, true);
    return this.scratchBytes(8);
  }

  int32(value: number): this {
    this.scratch.setInt32(0, value, true);
    return this.scratchBytes(4);
  }

  /** Length, then UTF-8 (names here are ASCII). */
  text(value: string): this {
    this.unsigned(value.length);
    for (let i = 0; i < value.length; i++) this.bytes.push(value.charCodeAt(i) & 0x7f);
    return this;
  }

  toBytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.bytes);
  }

  private scratchBytes(count: number): this {
    for (let i = 0; i < count; i++) this.bytes.push(this.scratch.getUint8(i));
    return this;
  }
}
