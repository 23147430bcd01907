import { expect, it } from 'vitest';
import { longestText, personLimits } from '../../../contract/limits';
import { tidied } from '../../../contract/plain-text';
import { canonicalEmail } from '../../text/email';
import { canonicalMobile } from '../../text/mobile';
import { readLine } from './read-line';
import { linesOf } from './split-lines';

// Texts made to be slow: each took from seconds to hours where something looked at the rest of the text from every place.

const repeated = (unit: string) => unit.repeat(Math.ceil(longestText / unit.length));
const units = [
  ...'<>("\'‘“[（,;；.@+1a？ \t\u200c•',
  '+\t',
  '+(',
  '.O',
  '‘,',
  '“x,',
  ';a=',
  '(,',
  '[a',
  '1 ',
  'user:',
  '电话 ',
  'a@b.',
  '张, ',
];
const texts = [
  ...units.map(repeated),
  `a${repeated(' ')}b`,
  `a${repeated('\u200d')}b`,
  `a, ${repeated(' ')}<b`,
  `mailto:${repeated(':')}\n`,
  `x@${repeated('y.')}@`,
  `a, ${repeated('(')} )x`,
  `"${repeated(' ')}`,
  `a ${repeated("'")}b`,
];

it.each(texts)('a pasted text of 200 kB is read in its own time (%#)', (text) => {
  // Up to a hundred thousand lines: that many expectations would take longer than all of them.
  const lengths = linesOf(text).map((line) => readLine(line).person.name.length);
  expect(lengths.filter((length) => length > personLimits.name)).toEqual([]);
});

it.each(texts)('one field of 200 kB is read in its own time (%#)', (text) => {
  expect(readLine(text).person.name.length).toBeLessThanOrEqual(personLimits.name);
  expect(canonicalEmail(text)).toBeNull();
  expect(canonicalMobile(text)).toBeNull();
  expect(tidied(text).length).toBeLessThanOrEqual(text.length);
});
