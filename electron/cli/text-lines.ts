import type { Readable } from 'node:stream';

/** What is kept of a line, in UTF-16 units; models read less than that. */
const MOST_KEPT = 8_192;

/**
 * Gives the lines of a stream of bytes in groups of at most `most`, whatever the bytes are: line ends are LF or CRLF, what is no
 * UTF-8 becomes U+FFFD, and of a long line only the beginning is kept, so that memory stays bounded.
 */
export async function* linesOf(bytes: Readable, most: number): AsyncGenerator<string[], void, void> {
  const decoder = new TextDecoder('utf-8');
  let group: string[] = [];
  let line = '';
  let isCarriageReturnLast = false;
  let hasBegun = false;
  const keep = (piece: string): void => {
    if (piece === '') return;
    hasBegun = true;
    if (line.length < MOST_KEPT) line += piece.slice(0, MOST_KEPT - line.length);
    isCarriageReturnLast = piece.endsWith('\r');
  };
  const end = (): void => {
    group.push(isCarriageReturnLast && line.endsWith('\r') ? line.slice(0, -1) : line);
    line = '';
    isCarriageReturnLast = false;
    hasBegun = false;
  };
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk as Uint8Array, { stream: true });
    for (let from = 0; ; ) {
      const at = text.indexOf('\n', from);
      keep(text.slice(from, at < 0 ? undefined : at));
      if (at < 0) break;
      end();
      from = at + 1;
      if (group.length < most) continue;
      yield group;
      group = [];
    }
    // What came is not held back until more does: whoever writes line by line reads line by line.
    if (group.length > 0) yield group;
    group = [];
  }
  keep(decoder.decode());
  if (hasBegun) end();
  if (group.length > 0) yield group;
}
