import { z } from 'zod';
import { WorkspaceId } from '../model/ids';
import { ListenMode } from '../model/settings';
import type { ListeningView } from './listening';
import { connect, popup, popupOrConnect } from './request';

const inWorkspace = () => z.strictObject({ workspaceId: WorkspaceId });

/** Requests about listening, of the same kind as those in `ipc.ts`. */
export const listeningRequests = {
  getListening: popup<ListeningView>()(inWorkspace),
  /** Switches listening of a workspace on or off; `share`: also where others listen. `listeningChanged` tells what comes of it. */
  setListening: popupOrConnect<void>()(() =>
    z.strictObject({ workspaceId: WorkspaceId, mode: z.union([ListenMode, z.literal('off')]) }),
  ),
  /** Connects anew at once, instead of at its time. */
  retryListening: popup<void>()(inWorkspace),
  /** Waits up to a minute for an event that the person makes happen; a problem says what to look at when none came. */
  verifyListening: connect<void>()(inWorkspace),
  /** Says that the network of this computer may be another, or gone: main looks for itself. */
  lookAtNetwork: popup<void>()(() => z.undefined()),
};
