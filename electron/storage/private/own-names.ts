// The names that this program gives to what it writes in a data folder, whole and with `/` between folders. Other
// programs' files may begin alike: `drafts.docx` is a person's.

/** Kinds of files. A list in the folder says of each whether its files are this program's (`written-list.ts`). */
const stores = ['settings', 'groups', 'drafts', 'rooms', 'recent', 'vault'] as const;
const trees = ['compiled', 'Partitions', 'crashes'] as const;
export const ownKinds = [
  ...stores,
  'ledger',
  'people',
  'pictures',
  'logs',
  'command-line',
  'beside',
  ...trees,
] as const;
export type OwnKind = (typeof ownKinds)[number];

/** Set aside, or copied before a step to a newer version, at the time in the name. */
const copies = '(?:damaged|v\\d{1,3})-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d-\\d{3}Z\\.json';

const patterns: readonly (readonly [OwnKind, RegExp])[] = [
  ...stores.map((name) => [name, new RegExp(`^${name}\\.(?:json(?:\\.tmp-[0-9a-f]{16})?|${copies})$`)] as const),
  ['ledger', /^ledger\.(?:damaged-\d{1,16}\.)?db(?:-wal|-shm|\.new|\.new-journal|\.new-wal|\.new-shm)?$/],
  ['people', /^people\/ws_[A-Za-z0-9]{1,40}\.jsonl(?:\.new)?$/],
  ['pictures', /^pictures\/(?:pic_[0-9a-z]{8,40}|\.feishu-buzz-[0-9a-f]{16}\.tmp)$/],
  ['logs', /^logs\/main(?:\.old)?\.log$/],
  ['command-line', /^command-line(?:\.json|\/app\.sock)$/],
  // By a program that was ended before it could move the file into place.
  ['beside', /^\.feishu-buzz-[0-9a-f]{16}\.tmp$/],
];

/** Folders that hold such files, and go when they are empty. */
export const ownFolders = ['people', 'pictures', 'logs', 'command-line'] as const;

/** Folders that Chromium and Node fill, at places which this program has named. */
export const ownTrees: readonly OwnKind[] = trees;

/** The kind of a file by its name; null: the program writes none of that name. */
export const kindOf = (name: string): OwnKind | null => patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
