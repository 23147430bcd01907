export interface NumberRange {
  min: number;
  max: number;
}

/** What was typed, as a number in range, whole or with one decimal place; else null. Full-width digits count (IME). */
export const readNumber = (typed: string, { min, max }: NumberRange, whole: boolean): number | null => {
  const text = typed.normalize('NFKC').trim();
  if (!(whole ? /^\d{1,7}$/ : /^\d{1,4}(\.\d)?$/).test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
};
