import { expect, it } from 'vitest';
import { linesOf } from './directory-caches';

async function* bytes(...parts: Buffer[]) {
  yield* parts;
}

const read = async (...parts: Buffer[]) => {
  const lines: [string, number][] = [];
  for await (const { text, end } of linesOf(bytes(...parts))) lines.push([text, end]);
  return lines;
};

it('finds the same lines wherever the bytes are cut, within a character too', async () => {
  const all = Buffer.from('一行\n\nzwei\nrest');
  const whole = await read(all);
  expect(whole).toEqual([
    ['一行', 7],
    ['', 8],
    ['zwei', 13],
  ]);
  for (let at = 0; at <= all.length; at += 1) expect(await read(all.subarray(0, at), all.subarray(at))).toEqual(whole);
});
