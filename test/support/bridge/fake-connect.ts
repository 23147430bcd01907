import { ok } from '../../../electron/contract/advice/problem';
import type { Startup } from '../../../electron/contract/ipc/startup';
import { fakeCheck, fakeChecks } from './fake-doctor';
import type { Handlers } from './fake-handlers';

type ConnectRequest =
  | 'getConnect'
  | 'checkWorkspace'
  | 'copyScopes'
  | 'saveWorkspace'
  | 'startScan'
  | 'followScan'
  | 'keepScanned'
  | 'buzzMyself'
  | 'openScan'
  | 'copyScan'
  | 'stopScan'
  | 'closeConnect';

const done = () => ok(undefined);

/** The connect window's requests: a doctor that is content, and a scan that waits. */
export const fakeConnect = (startup: () => Startup): Pick<Handlers, ConnectRequest> => ({
  getConnect: () =>
    ok({
      workspace: null,
      view: null,
      also: [],
      secretConfigured: false,
      saved: { groups: 0, people: 0 },
      keyring: true,
      keyringProblem: null,
      checks: fakeChecks,
      locale: startup().locale,
      advice: startup().advice,
      words: startup().words,
      platform: startup().platform,
      theme: startup().settings.theme,
    }),
  checkWorkspace: ({ form, part }) => ok(fakeCheck(form, part)),
  copyScopes: done,
  saveWorkspace: done,
  startScan: () => ok({ size: 1, path: 'M0 0h1v1H0z', until: Date.UTC(2026, 4, 22, 3) }),
  followScan: () => new Promise(() => undefined),
  ...{ keepScanned: done, buzzMyself: done, openScan: done, copyScan: done, stopScan: done },
  closeConnect: done,
});
