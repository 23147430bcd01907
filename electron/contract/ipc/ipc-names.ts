/**
 * Names of all requests. They are apart from their schemas so that the preload, which only forwards, carries no
 * validation code. `ipc.ts` does not compile if a name has no schema and answer.
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
  'getReport',
  'planNote',
  'confirmNote',
  'repeatNote',
  'getHelp',
  'openChat',
  'getNumber',
  'listActivity',
  'getFigures',
  'exportActivity',
  'repeatBuzz',
  'sendAgain',
  // Groups and chats
  'saveGroup',
  'deleteGroup',
  'reorderGroups',
  'exportGroups',
  'readGroupsFile',
  'readGroupsFileAs',
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
  'awaitHotkey',
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
  'startScan',
  'followScan',
  'openScan',
  'copyScan',
  'stopScan',
  'closeConnect',
] as const;
export type RequestName = (typeof requestNames)[number];

/** Names of the events that main sends to windows. */
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
  'hotkeyArrived',
] as const;
export type EventName = (typeof eventNames)[number];

/** Events that a board's own window gets as well; the others go to the popup only. */
export const boardEventNames: readonly EventName[] = ['boardChanged', 'settingsChanged'];
