/** The texts in square brackets, in order; a bracket within one belongs to its text. Reads the text once. */
export const inBrackets = (text: string): readonly string[] => {
  const found: string[] = [];
  for (let at = text.indexOf('['); at >= 0; ) {
    const end = text.indexOf(']', at + 1);
    if (end < 0) break;
    found.push(text.slice(at + 1, end));
    at = text.indexOf('[', end + 1);
  }
  return found;
};
