import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shortTokens } from './short-tokens.mjs';

const tokens = `/* Colors. */
:root {
  --text: light-dark(#000, #fff);
  --gap: 0.5rem;
  --shadow: 0 1px 2px light-dark(rgb(0 0 0 / 12%), var(--text));
  --fast: 120ms;
}

:root[data-still] {
  --fast: 0ms;
}
`;
const sheet = '.a { gap: var(--gap); color: var(--text); box-shadow: var(--shadow); transition: opacity var(--fast); }';
const shorten = (sheets: string, scripts = '') => shortTokens({ tokens, sheets: `${tokens}\n${sheets}`, scripts });

it('writes a token of one short value as that value, one of a single use in its place, and any other with a letter', () => {
  const { inSheet } = shorten(sheet);
  const built =
    ':root{--text:light-dark(#000,#fff);--gap:.5rem;--shadow:0 1px 2px light-dark(#0000001f,var(--text));--fast:.12s}' +
    ':root[data-still]{--fast:0s}.a{gap:var(--gap);color:var(--text);transition:opacity var(--fast)}';
  expect(inSheet(built)).toBe(
    ':root{--a:light-dark(#000,#fff);--b:.12s}:root[data-still]{--b:0s}.a{gap:.5rem;color:var(--a);transition:opacity var(--b)}',
  );
});

it('writes the tokens in scripts alike, and those that a script sets', () => {
  const { inScript, inSheet } = shorten(`${sheet} .b { width: var(--wide); }`, "style={{ '--wide': '3px' }}");
  const letter = /var\((--\w)\)/.exec(inSheet('.b{width:var(--wide)}'))?.[1] ?? expect.fail('no letter');
  expect(inScript("{ '--wide': '3px', fill: 'var(--text)', gap: 'var(--gap)' }")).toBe(
    `{ '${letter}': '3px', fill: 'var(--a)', gap: '.5rem' }`,
  );
});

it('refuses a token that nothing defines, and one that nothing uses', () => {
  expect(() => shorten(`${sheet} .b { color: var(--txet); }`)).toThrow('no style sheet defines --txet');
  expect(() => shorten(sheet, "fill: 'var(--lien)'")).toThrow('no style sheet defines --lien');
  expect(() => shorten('.a { gap: var(--gap); transition: opacity var(--fast); }')).toThrow('nothing uses --shadow');
});

it('leaves no long name in the sheets of the pages', () => {
  const folder = join(import.meta.dirname, '../../renderer');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const read = (name: RegExp) =>
    files.filter((file) => name.test(file)).map((file) => readFileSync(join(folder, file), 'utf8'));
  const sheets = read(/\.css$/)
    .join('\n')
    .replace(/\/\*.*?\*\//gs, '');
  const { inSheet } = shortTokens({
    tokens: read(/\btokens\.css$/).join('\n'),
    sheets,
    scripts: read(/(?<!\.test)\.tsx?$/).join('\n'),
  });
  expect(inSheet(sheets.replace(/\s+(?=--)/g, '')).match(/(?<![\w-])--\w{2,}/g)).toBeNull();
});
