import { InvariantError } from '../../../shared/base/invariant-error.ts';

const NULL = 0;
const TRUE = 1;
const FALSE = 2;
const FLOAT = 3;
const EXACT = 4;
const TEXT = 5;
const LIST = 6;
const RECORD = 7;

/** Records whose keys begin alike; a leaf knows the canonical order of all its keys. */
class Shape {
  readonly next = new Map<string, Shape>();
  members: readonly { readonly key: string; readonly bytes: Uint8Array }[] | null = null;
}

/**
 * Writes plain data as bytes, the same data always as the same bytes: one tag per value, lengths as
 * 32-bit little endian, floats as their 8 bytes (−0 as 0), exact numbers as decimal digits, text as
 * UTF-8, records with their keys in code-unit order.
 */
export class CanonicalEncoder {
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  // Facts come in a few dozen shapes: each is sorted and its keys are encoded once.
  readonly #shapes = new Shape();
  readonly #renameText: (text: string) => string;

  /** `renameText` is applied to every text value (not to keys) before it is written. */
  constructor(renameText: (text: string) => string) {
    this.#renameText = renameText;
  }

  /** Returns the bytes written so far, as a view that the next write may overwrite, and starts over. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  write(value: unknown): void {
    if (value === null) this.#tag(NULL);
    else if (typeof value === 'boolean') this.#tag(value ? TRUE : FALSE);
    else if (typeof value === 'number') this.#float(value);
    else if (typeof value === 'bigint') this.#text(EXACT, value.toString());
    else if (typeof value === 'string') this.#text(TEXT, this.#renameText(value));
    else if (Array.isArray(value)) this.#list(value);
    else if (typeof value === 'object') this.#record(value);
    else throw new InvariantError(`a fact holds a ${typeof value}, which has no canonical form`);
  }

  #list(values: readonly unknown[]): void {
    this.#tag(LIST);
    this.#uint32(values.length);
    for (const value of values) this.write(value);
  }

  #record(value: object): void {
    const members = this.#membersOf(value);
    this.#tag(RECORD);
    this.#uint32(members.length);
    for (const { key, bytes } of members) {
      this.#reserve(bytes.length);
      this.#bytes.set(bytes, this.#length);
      this.#length += bytes.length;
      this.write((value as Readonly<Record<string, unknown>>)[key]);
    }
  }

  #membersOf(value: object): NonNullable<Shape['members']> {
    const keys = Object.keys(value);
    let shape = this.#shapes;
    for (const key of keys) {
      let next = shape.next.get(key);
      if (next === undefined) {
        next = new Shape();
        shape.next.set(key, next);
      }
      shape = next;
    }
    shape.members ??= keys.toSorted((a, b) => (a < b ? -1 : 1)).map((key) => ({ key, bytes: this.#bytesOf(key) }));
    return shape.members;
  }

  /** Returns what writing `text` would add, without adding it. */
  #bytesOf(text: string): Uint8Array {
    const start = this.#length;
    this.#text(TEXT, text);
    const bytes = this.#bytes.slice(start, this.#length);
    this.#length = start;
    return bytes;
  }

  #tag(tag: number): void {
    this.#reserve(1);
    this.#bytes[this.#length] = tag;
    this.#length += 1;
  }

  #uint32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  #float(value: number): void {
    this.#tag(FLOAT);
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value === 0 ? 0 : value, true);
    this.#length += 8;
  }

  #text(tag: number, text: string): void {
    this.#tag(tag);
    this.#reserve(4 + text.length * 3);
    const lengthAt = this.#length;
    this.#length += 4;
    const plain = this.#plainPrefix(text);
    if (plain < text.length) for (const character of text.slice(plain)) this.#codePoint(character.codePointAt(0) ?? 0);
    this.#view.setUint32(lengthAt, this.#length - lengthAt - 4, true);
  }

  /** Writes the ASCII characters that `text` begins with; returns how many they are. */
  #plainPrefix(text: string): number {
    const bytes = this.#bytes;
    const start = this.#length;
    let place = 0;
    for (; place < text.length; place += 1) {
      const code = text.charCodeAt(place);
      if (code >= 0x80) break;
      bytes[start + place] = code;
    }
    this.#length = start + place;
    return place;
  }

  #codePoint(code: number): void {
    const bytes = this.#bytes;
    if (code < 0x80) {
      bytes[this.#length++] = code;
    } else if (code < 0x800) {
      bytes[this.#length++] = 0xc0 | (code >> 6);
      bytes[this.#length++] = 0x80 | (code & 0x3f);
    } else if (code < 0x10000) {
      bytes[this.#length++] = 0xe0 | (code >> 12);
      bytes[this.#length++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[this.#length++] = 0x80 | (code & 0x3f);
    } else {
      bytes[this.#length++] = 0xf0 | (code >> 18);
      bytes[this.#length++] = 0x80 | ((code >> 12) & 0x3f);
      bytes[this.#length++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[this.#length++] = 0x80 | (code & 0x3f);
    }
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
