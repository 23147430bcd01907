import { type RefObject, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { ConnectForm, ConnectStartup, SecretChoice } from '../../../electron/contract/ipc/connect';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import type { Brand } from '../../../electron/contract/model/workspace';
import { useBridge } from '../../bridge';
import {
  type ConnectFields,
  type ConnectHints,
  checkForm,
  connectFormOf,
  fieldsOf,
  problemField,
} from './connect-form';
import { type CheckResults, runChecks } from './run-checks';

export interface Connect {
  /** The workspace that is changed; undefined for a new one. */
  workspaceId: WorkspaceId | undefined;
  fields: ConnectFields;
  change: (part: Partial<ConnectFields>) => void;
  /** Input that holds the secret, outside React's state. It is read when it is sent and cleared once it was saved. */
  secret: RefObject<HTMLInputElement | null>;
  secretTyped: () => void;
  choice: SecretChoice;
  choose: (choice: SecretChoice) => void;
  /** True when the person has to choose how the secret is kept: there is no keyring, or it just failed. */
  choiceNeeded: boolean;
  /** The reason why the system cannot keep the secret; null: it can, or the reason is not known. */
  keyringProblem: Problem | null;
  choiceMissing: boolean;
  hints: ConnectHints;
  results: CheckResults;
  /** True when all checks have run and nothing was changed since. */
  settled: boolean;
  /** Reason why checking or saving failed. */
  problem: Problem | null;
  busy: 'check' | 'save' | null;
  check: () => Promise<void>;
  /** Checks the same credentials at the other brand. */
  tryBrand: (brand: Brand) => Promise<void>;
  /** Checks, and saves when all checks pass; after a run of checks it saves in any case. */
  save: () => Promise<void>;
}

/** State of the connect form: mistakes that can be seen are found here, the others by main, which asks Feishu. */
export const useConnect = (startup: ConnectStartup): Connect => {
  const bridge = useBridge();
  const [fields, setFields] = useState<ConnectFields>(fieldsOf(startup));
  const [choice, setChoice] = useState<SecretChoice>(null);
  const [choiceMissing, setChoiceMissing] = useState(false);
  const [keyringFailed, setKeyringFailed] = useState<Problem | null>(null);
  const [hints, setHints] = useState<ConnectHints>({});
  const [results, setResults] = useState<CheckResults>(null);
  const [settled, setSettled] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState<'check' | 'save' | null>(null);
  const secret = useRef<HTMLInputElement | null>(null);
  /** Number of the latest run of checks; answers to an older one are dropped. */
  const asked = useRef(0);
  const choiceNeeded = !startup.keyring || keyringFailed !== null;

  const forget = (...names: (keyof ConnectHints)[]) => {
    asked.current += 1;
    setHints((old) => Object.fromEntries(Object.entries(old).filter(([name]) => !names.some((each) => each === name))));
    setResults((old) => old && new Map());
    setSettled(false);
    setProblem(null);
    setBusy((old) => (old === 'check' ? null : old));
  };
  /** Form as it would be sent, or null after showing what is missing. */
  const formFor = (purpose: 'check' | 'save', now: ConnectFields): ConnectForm | null => {
    const form = connectFormOf(startup, now, secret.current?.value ?? '');
    const missing = checkForm(form, startup);
    const undecided = purpose === 'save' && choiceNeeded && choice === null;
    setHints(missing);
    setChoiceMissing(undecided);
    setProblem(null);
    return Object.keys(missing).length > 0 || undecided ? null : form;
  };
  /** Runs the checks. True when all pass; null when the form was changed meanwhile. */
  const examine = async (form: ConnectForm): Promise<boolean | null> => {
    asked.current += 1;
    const mine = asked.current;
    setResults(new Map());
    setSettled(false);
    setBusy('check');
    const isCurrent = () => mine === asked.current;
    const run = await runChecks(bridge, form, { show: setResults, fail: setProblem, isCurrent });
    if (run === null) return null;
    setBusy(null);
    setSettled(run.connected);
    return run.connected && [...run.all.values()].every(({ state }) => state === 'ok' || state === 'optional');
  };
  const keep = async (form: ConnectForm, anyway: boolean) => {
    setBusy('save');
    const answer = await bridge.saveWorkspace({ form, choice: choiceNeeded ? choice : null, anyway });
    if (answer.ok) {
      // Main closes this window now; the secret is gone even before.
      if (secret.current) secret.current.value = '';
      return;
    }
    setBusy(null);
    if (problemField(answer.problem) === 'keyring') setKeyringFailed(answer.problem);
    setProblem(answer.problem);
  };
  const check = async (now: ConnectFields) => {
    const form = busy === null ? formFor('check', now) : null;
    if (form) await examine(form);
  };

  return {
    workspaceId: startup.workspace?.id,
    fields,
    change: (part) => {
      setFields((old) => ({ ...old, ...part }));
      if ('name' in part) return;
      forget(...(['appId', 'baseUrl'] as const).filter((name) => name in part || 'brand' in part));
    },
    secret,
    secretTyped: () => forget('appSecret'),
    choice,
    choose: (next) => {
      setChoice(next);
      setChoiceMissing(false);
    },
    choiceNeeded,
    keyringProblem: keyringFailed ?? startup.keyringProblem,
    choiceMissing,
    hints,
    results,
    settled,
    problem,
    busy,
    check: () => check(fields),
    tryBrand: async (brand) => {
      const now = { ...fields, brand };
      setFields(now);
      await check(now);
    },
    save: async () => {
      const form = busy === null ? formFor('save', fields) : null;
      if (form === null) return;
      const { workspace } = startup;
      // A new name alone needs no checks.
      const renamed =
        workspace !== null &&
        form.appSecret === '' &&
        form.appId === workspace.appId &&
        form.brand === workspace.brand &&
        form.baseUrl === workspace.baseUrl;
      if (settled || renamed) return keep(form, true);
      if (await examine(form)) await keep(form, false);
    },
  };
};
