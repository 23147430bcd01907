/**
 * The names that this program gives to its files in a data folder, whole and with `/` between folders. Other programs'
 * files may begin alike: `drafts.docx` is a person's.
 */
const ownNames: readonly RegExp[] = [
  /^(?:settings|groups|drafts|rooms|recent|vault)\.json(?:\.tmp-[0-9a-f]{16})?$/,
  // Set aside or copied before a step to a newer version, at the time in the name.
  /^(?:settings|groups|drafts|rooms|recent|vault)\.(?:damaged|v\d{1,3})-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.json$/,
  /^ledger\.(?:damaged-\d{1,16}\.)?db(?:-wal|-shm|\.new|\.new-journal|\.new-wal|\.new-shm)?$/,
  /^people\/ws_[A-Za-z0-9]{1,40}\.jsonl(?:\.new)?$/,
  /^logs\/main(?:\.old)?\.log$/,
  /^(?:owner\.lock|command-line\.json|command-line\/app\.sock)$/,
  // Written beside, by a program that was ended before it could move the file into place.
  /^\.feishu-buzz-[0-9a-f]{16}\.tmp$/,
];

/** Folders that hold such files. They go when they are empty. */
export const ownFolders = ['people', 'logs', 'command-line'] as const;

/** True for the name of a file that the program may have written, and for the folders of such files. */
export const isOwnName = (name: string): boolean =>
  ownFolders.some((folder) => folder === name) || ownNames.some((pattern) => pattern.test(name));
