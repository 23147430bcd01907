/** A whole line of a file, and the byte it ends at, its line break included. */
export interface Line {
  text: string;
  end: number;
}

const lineBreak = 10;

/** The lines of a stream of bytes, as they come; what follows the last line break is none. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncIterable<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let end = 0;
  for await (const bytes of stream) {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let from = 0;
    for (let at = rest.indexOf(lineBreak); at >= 0; at = rest.indexOf(lineBreak, from)) {
      end += at + 1 - from;
      yield { text: rest.toString('utf8', from, at), end };
      from = at + 1;
    }
    rest = rest.subarray(from);
  }
}
