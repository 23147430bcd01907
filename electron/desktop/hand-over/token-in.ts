import { tokenShape } from '../../contract/relay';

/** Longest text that is searched for a token (characters): a page that was copied by mistake holds none. */
const longest = 10_000;

/** The one token in a text that a person has copied, perhaps with the line that names it; null: there is none, or several. */
export const tokenIn = (text: string): string | null => {
  const words = text.slice(0, longest).split(/[^A-Za-z0-9_-]+/);
  const [token, ...others] = new Set(words.filter((word) => tokenShape.test(word)));
  return token !== undefined && others.length === 0 ? token : null;
};
