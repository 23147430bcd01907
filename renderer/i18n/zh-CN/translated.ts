/**
 * Exactly the keys of the Chinese words, plus the singular that English needs: Chinese has one plural form
 * (`_other`), English two (`_one`, `_other`).
 */
export type Translated<Words> = {
  readonly [Key in
    | keyof Words
    | (keyof Words extends infer Each ? (Each extends `${infer Base}_other` ? `${Base}_one` : never) : never)]: string;
};
