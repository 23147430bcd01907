import { activity } from './activity';
import { board } from './board';
import { common } from './common';
import { compose } from './compose';
import { connect } from './connect';
import { groups } from './groups';
import { inbox } from './inbox';
import { settings } from './settings';
import { welcome } from './welcome';

/**
 * Exactly the keys of the Chinese words, plus the singular that English needs: Chinese has one plural form
 * (`_other`), English two (`_one`, `_other`).
 */
export type Translated<Words> = {
  readonly [Key in
    | keyof Words
    | (keyof Words extends infer Each ? (Each extends `${infer Base}_other` ? `${Base}_one` : never) : never)]: string;
};

/** All words of this language, by namespace. */
export const words = { common, compose, board, groups, activity, inbox, settings, connect, welcome };
