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
  'dismissNotice',
  'openLink',
  'copyText',
  // Compose
  'keepDraft',
  'searchRecipients',
  'readLines',
  'fillTemplate',
  'foreseePeople',
  'planBuzz',
  'confirmBuzz',
  // People
  'getDirectory',
  'refreshDirectory',
  'cancelDirectory',
  // Board and activity
  'getBoard',
  'openBoard',
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
  'exportGroups',
  'readGroupsFile',
  'importGroups',
  'takeBackImport',
  'listChats',
  'listMembers',
  'compareChat',
  'listDifferences',
  'listMessages',
  'listReaders',
  'addToChat',
  // Settings and workspaces
  'changeSettings',
  'tryHotkey',
  'setRecording',
  'testHotkey',
  'getDesktop',
  'setLaunchAtLogin',
  'openDataFolder',
  'exportData',
  'moveData',
  'resetSettings',
  'deleteData',
  'getAbout',
  'saveDiagnostics',
  'openConnect',
  'switchWorkspace',
  'removeWorkspace',
  // A board's own window
  'getBoardWindow',
  'setZoom',
  // The connect window
  'getConnect',
  'checkWorkspace',
  'copyScopes',
  'saveWorkspace',
  'closeConnect',
] as const;
export type RequestName = (typeof requestNames)[number];

export const eventNames = [
  'shown',
  'seenChanged',
  'boardChanged',
  'activityChanged',
  'groupsChanged',
  'settingsChanged',
  'workspacesChanged',
  'draftChanged',
  'lastGroupChanged',
  'noticeRaised',
  'directoryChanged',
] as const;
export type EventName = (typeof eventNames)[number];

/** What the windows of boards are told as well; the rest is the popup's. */
export const boardEventNames: readonly EventName[] = ['boardChanged', 'settingsChanged'];
