import { expect, it } from 'vitest';
import { isSamePlace, placeOf } from './place';

const place = (ino: string, born: string, path: string) => JSON.stringify({ ino, born, path });
const original = place('7', '100', '/a/ledger.db');

it.each([
  ['itself', original, true],
  ['itself under another name', place('7', '100', '/b/ledger.db'), true],
  ['itself on a disk that numbers its files anew', place('8', '100', '/a/ledger.db'), true],
  ['a copy', place('8', '200', '/b/ledger.db'), false],
  ['a copy that took its place', place('8', '200', '/a/ledger.db'), false],
  ['a copy that kept its age', place('8', '100', '/b/ledger.db'), false],
  ['a copy that has its number on another disk', place('7', '200', '/b/ledger.db'), false],
])('tells whether a file is %s', (_what, here, same) => {
  expect(isSamePlace(original, here)).toBe(same);
});

it('goes by the number where a disk does not know the age of its files', () => {
  expect(isSamePlace(place('7', '0', '/a'), place('7', '0', '/b'))).toBe(true);
  expect(isSamePlace(place('7', '0', '/a'), place('8', '0', '/a'))).toBe(false);
});

it('takes nothing for a copy where nothing is noted, or nothing can be told', () => {
  expect(isSamePlace('', original)).toBe(true);
  expect(isSamePlace(original, placeOf('/nowhere/ledger.db'))).toBe(true);
  expect(isSamePlace('{"ino":', original)).toBe(true);
});
