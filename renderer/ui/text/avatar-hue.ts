const hues = 8;

/** Always the same colour for the same name: 0 … 7, an index into avatar.module.css. */
export const avatarHue = (name: string): number => {
  let sum = 0;
  for (const character of name.trim()) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
};
