import { type RefObject, useRef, useState } from 'react';
import type { BotView, ConnectForm, ConnectStartup, SecretChoice } from '../../../electron/contract/connect';
import type { Problem } from '../../../electron/contract/problem';
import { useBridge } from '../../bridge';
import { type ConnectHints, checkForm } from './check-form';
import { type ConnectFields, connectFormOf, fieldsOf } from './connect-form';
import { type ConnectField, problemField } from './problem-field';

/** What the last test or save came to. */
export type Verdict =
  | { kind: 'none' }
  | { kind: 'bot'; bot: BotView }
  | { kind: 'problem'; problem: Problem; field: ConnectField };

export interface Connect {
  fields: ConnectFields;
  change: (part: Partial<ConnectFields>) => void;
  /** The secret stays in its input, out of React's state; it is read when sent and wiped once it was saved. */
  secret: RefObject<HTMLInputElement | null>;
  secretTyped: () => void;
  choice: SecretChoice;
  choose: (choice: SecretChoice) => void;
  /** Whether the person has to say how the secret is kept: there is no keyring, or it just failed. */
  choiceNeeded: boolean;
  choiceMissing: boolean;
  hints: ConnectHints;
  verdict: Verdict;
  busy: 'test' | 'save' | null;
  test: () => Promise<void>;
  save: () => Promise<void>;
}

/** The connect form: checked here for what can be seen, judged by main for what only Feishu knows. */
export const useConnect = (startup: ConnectStartup): Connect => {
  const bridge = useBridge();
  const [fields, setFields] = useState<ConnectFields>(fieldsOf(startup));
  const [choice, setChoice] = useState<SecretChoice>(null);
  const [choiceMissing, setChoiceMissing] = useState(false);
  const [keyringFailed, setKeyringFailed] = useState(false);
  const [hints, setHints] = useState<ConnectHints>({});
  const [verdict, setVerdict] = useState<Verdict>({ kind: 'none' });
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const secret = useRef<HTMLInputElement | null>(null);
  const choiceNeeded = !startup.keyring || keyringFailed;

  const forget = (...names: (keyof ConnectHints)[]) => {
    setHints((old) => Object.fromEntries(Object.entries(old).filter(([name]) => !names.some((each) => each === name))));
    setVerdict({ kind: 'none' });
  };
  /** The form as it would be sent, or null after saying what is missing. */
  const checked = (purpose: 'test' | 'save'): ConnectForm | null => {
    const form = connectFormOf(startup, fields, secret.current?.value ?? '');
    const found = checkForm(form, startup, purpose);
    const undecided = purpose === 'save' && choiceNeeded && choice === null;
    setHints(found);
    setChoiceMissing(undecided);
    setVerdict({ kind: 'none' });
    return Object.keys(found).length > 0 || undecided ? null : form;
  };
  const refuse = (problem: Problem) => {
    const field = problemField(problem);
    if (field === 'keyring') setKeyringFailed(true);
    // The two brands have no address field to stand beside.
    setVerdict({ kind: 'problem', problem, field: field === 'baseUrl' && fields.brand !== 'custom' ? 'form' : field });
  };

  return {
    fields,
    change: (part) => {
      setFields((old) => ({ ...old, ...part }));
      forget(...(['name', 'appId', 'baseUrl'] as const).filter((name) => name in part || 'brand' in part));
    },
    secret,
    secretTyped: () => forget('appSecret'),
    choice,
    choose: (next) => {
      setChoice(next);
      setChoiceMissing(false);
    },
    choiceNeeded,
    choiceMissing,
    hints,
    verdict,
    busy,
    test: async () => {
      const form = checked('test');
      if (form === null || busy !== null) return;
      setBusy('test');
      const answer = await bridge.testConnection(form);
      setBusy(null);
      if (answer.ok) setVerdict({ kind: 'bot', bot: answer.value });
      else refuse(answer.problem);
    },
    save: async () => {
      const form = checked('save');
      if (form === null || busy !== null) return;
      setBusy('save');
      const answer = await bridge.saveWorkspace({ form, choice: choiceNeeded ? choice : null });
      if (answer.ok) {
        // Main closes this window now; nothing of the secret stays until then.
        if (secret.current) secret.current.value = '';
        return;
      }
      setBusy(null);
      refuse(answer.problem);
    },
  };
};
