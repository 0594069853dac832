/** Writes protocol-buffer messages: the few wire types that ONNX files need. @source https://protobuf.dev/programming-guides/encoding/ */
export class MessageWriter {
  readonly #parts: Uint8Array[] = [];

  /** Appends a varint field (int32, int64, bool, enum); negative values take ten bytes, as the format asks. */
  integer(field: number, value: number | bigint): this {
    return this.#put(varint(BigInt(field) << 3n), varint(BigInt(value)));
  }

  /** Appends a 32-bit float field. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#put(varint((BigInt(field) << 3n) | 5n), bytes);
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: MessageWriter): this {
    return this.bytes(field, value.finish());
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#put(varint((BigInt(field) << 3n) | 2n), varint(BigInt(value.length)), value);
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #put(...parts: readonly Uint8Array[]): this {
    this.#parts.push(...parts);
    return this;
  }
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}
