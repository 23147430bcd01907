import { type Confirmed, searchedTexts } from '../../core/buzz/record/entry';
import { searchForm } from '../../core/text/search-form';

/** Separates what is searched, so that no word is found across two names. No text has it: it is no character. */
const apart = '\u0001';

/** PostgreSQL's text has no NUL. */
const storable = (text: string): string => text.replaceAll('\0', '');

/** Every character and every pair of neighboring ones: Chinese has no spaces, and a word is found inside a sentence. */
const piecesOf = (form: string): readonly string[] => {
  const chars = [...form];
  return [...new Set(chars.flatMap((char, at) => [char, ...(at + 1 < chars.length ? [char + chars[at + 1]] : [])]))];
};

/** What a buzz is found by: pieces for the index, and the whole to compare with. */
export const searchedIn = (confirmed: Confirmed): { words: readonly string[]; phrase: string } => {
  const forms = searchedTexts(confirmed).map((each) => storable(searchForm(each)).replaceAll(apart, ''));
  return { words: [...new Set(forms.flatMap(piecesOf))], phrase: forms.join(apart) };
};

/** What a question asks for: pieces that all have to be there, and patterns for `LIKE`. Empty: everything. */
export const askedFor = (query: string): { words: readonly string[]; patterns: readonly string[] } => {
  const forms = query.split(/\s+/u).flatMap((word) => {
    const form = storable(searchForm(word)).replaceAll(apart, '');
    return form === '' ? [] : [form];
  });
  return {
    words: [...new Set(forms.flatMap(piecesOf))],
    patterns: forms.map((form) => `%${form.replace(/[\\%_]/g, '\\$&')}%`),
  };
};
