import type { DirectoryView } from '../../../electron/contract/model/directory';
import type { WorkspaceId } from '../../../electron/contract/model/ids';

/** Contacts that were read this morning, whole. */
export const fakeDirectory = (workspaceId: WorkspaceId, change: Partial<DirectoryView> = {}): DirectoryView => ({
  workspaceId,
  people: 62,
  at: new Date(2026, 4, 22, 9, 12).getTime(),
  reading: null,
  unfinished: false,
  problems: [],
  ...change,
});
