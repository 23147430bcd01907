/*
 * Cutting characters off the ends of a text, in as many steps as there are. A regular expression such as `/[.]+$/` looks at the
 * rest of every run of them anew, and takes hours for a text that someone has made for it. Free of zod, because the renderer
 * loads this file.
 */

/** A text without the characters at its beginning of which each is an `edge`. */
export const trimStart = (text: string, edge: RegExp): string => {
  let from = 0;
  while (from < text.length && edge.test(text.charAt(from))) from += 1;
  return text.slice(from);
};

/** A text without the characters at its end of which each is an `edge`. */
export const trimEnd = (text: string, edge: RegExp): string => {
  let to = text.length;
  while (to > 0 && edge.test(text.charAt(to - 1))) to -= 1;
  return text.slice(0, to);
};
