import { type Problem, problem } from '../../../electron/contract/advice/problem';
import type { CheckLine, CheckPart, CheckView, ConnectForm } from '../../../electron/contract/ipc/connect';

const line = (id: string, label: string, scope: string | null = null): CheckLine => ({ id, label, scope });

/** Checks of a small doctor, some of each part. */
export const fakeChecks: readonly CheckLine[] = [
  line('network', 'Network'),
  line('credentials', 'App ID and App Secret'),
  line('ip', 'IP allowlist'),
  line('bot', 'Bot and version'),
  line('availability', 'Availability'),
  line('receipts', 'Read receipts'),
  line('scope:im:message.urgent', 'Buzz in the app', 'im:message.urgent'),
  line('scope:im:message.urgent:sms', 'Buzz by SMS', 'im:message.urgent:sms'),
];

/** Result of a check, which passes by default. */
export const foundCheck = (id: string, change: Partial<CheckView> = {}): CheckView => ({
  ...(fakeChecks.find((each) => each.id === id) ?? line(id, id)),
  state: 'ok',
  waits: false,
  problem: null,
  note: null,
  fixes: [],
  ...change,
});

const partOf = (id: string): CheckPart => {
  if (id === 'availability') return 'availability';
  return id === 'receipts' || id.startsWith('scope:') ? 'scopes' : 'connection';
};

const wrong: Problem = { ...problem('credentials-wrong'), code: 10014 };

/** Results of the fake doctor: all checks pass unless the secret is `wrong`. */
export const fakeCheck = (form: ConnectForm, part: CheckPart): readonly CheckView[] => {
  if (form.appSecret !== 'wrong')
    return fakeChecks.filter(({ id }) => partOf(id) === part).map(({ id }) => foundCheck(id));
  return fakeChecks.map(({ id }) => {
    if (id === 'network') return foundCheck(id);
    return id === 'credentials'
      ? foundCheck(id, {
          state: 'fail',
          problem: wrong,
          fixes: [{ kind: 'brand', label: 'Try Lark instead', brand: 'lark' }],
        })
      : foundCheck(id, { state: 'skipped', problem: problem('check-skipped') });
  });
};
