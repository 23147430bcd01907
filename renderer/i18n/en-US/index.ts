import { activity } from './activity';
import { board } from './board';
import { common } from './common';
import { compose } from './compose';
import { connect } from './connect';
import { groups } from './groups';
import { inbox } from './inbox';
import { settings } from './settings';
import { welcome } from './welcome';

/** All words of this language, by namespace. */
export const words = { common, compose, board, groups, activity, inbox, settings, connect, welcome };
