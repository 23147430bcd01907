import type { Answer } from '../../../electron/contract/advice/problem';
import type { InputOf, OutputOf } from '../../../electron/contract/ipc/ipc';
import type { RequestName } from '../../../electron/contract/ipc/ipc-names';

/** What answers each request in place of main. */
export type Handlers = {
  [Name in RequestName]: (input: InputOf<Name>) => Answer<OutputOf<Name>> | Promise<Answer<OutputOf<Name>>>;
};
