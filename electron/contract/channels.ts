/**
 * The names of everything the two processes say to each other. Kept apart from the schemas so that the preload,
 * which only forwards, carries no validation code. `ipc.ts` fails to compile when a name has no contract.
 */
export const requestNames = [
  // Start and shell
  'getStartup',
  'hideWindow',
  'setPinned',
  'setConsent',
  'openLink',
  'copyText',
  // Compose
  'keepDraft',
  'searchRecipients',
  'readLines',
  'planBuzz',
  'confirmBuzz',
  // Board and activity
  'getBoard',
  'watchBoard',
  'askReceipts',
  'planAgain',
  'recallBuzz',
  'stopBuzz',
  'undoBuzz',
  'continueLadder',
  'tryNow',
  'getDiagnostics',
  'listActivity',
  'exportActivity',
  'repeatBuzz',
  // Groups and chats
  'saveGroup',
  'deleteGroup',
  'reorderGroups',
  'listChats',
  'listMembers',
  'listMessages',
  'listReaders',
  'addToChat',
  // Settings and workspaces
  'changeSettings',
  'tryHotkey',
  'setRecording',
  'openConnect',
  'switchWorkspace',
  'removeWorkspace',
  // The connect window
  'getConnect',
  'testConnection',
  'saveWorkspace',
  'closeConnect',
] as const;
export type RequestName = (typeof requestNames)[number];

export const eventNames = [
  'shown',
  'boardChanged',
  'activityChanged',
  'groupsChanged',
  'settingsChanged',
  'workspacesChanged',
  'draftChanged',
  'lastGroupChanged',
  'noticeRaised',
] as const;
export type EventName = (typeof eventNames)[number];
