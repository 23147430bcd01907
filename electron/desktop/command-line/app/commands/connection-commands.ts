import { sentenceOf } from '../../../../contract/advice/advice-words';
import type { AdviceKey } from '../../../../contract/advice/problem';
import { baseUrlFault } from '../../../../contract/base-url';
import type { BotView } from '../../../../contract/ipc/connect';
import type { WorkspaceId } from '../../../../contract/model/ids';
import { practiceId } from '../../../../contract/model/workspace';
import { plainText } from '../../../../contract/plain-text';
import { brandBaseUrl } from '../../../../contract/rules/addresses';
import { baseUrlOf } from '../../../../core/open-workspaces';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import type { CommandContext, ProgramContext } from './context';

/** Mistakes in the arguments (exit 2), as against refusals by Feishu (exit 1). */
export const usageAdvice: ReadonlySet<AdviceKey> = new Set([
  'app-id-invalid',
  'base-url-invalid',
  'base-url-protocol',
  'base-url-account',
  'base-url-path',
  'secret-missing',
]);

/** `activate_status` of an enabled bot (feishu-api 1.3). */
const enabled = 2;

/** Tells where the secret of a workspace is kept, if not in the keyring, and that its bot is off. Gives the place. */
export const tellOfSecret = (
  { program, keyringProblem, speaker: { say, tell } }: ProgramContext,
  id: WorkspaceId,
  bot: BotView | null,
): string | null => {
  const view = program.workspaces().find((each) => each.id === id);
  const backend = view?.secret.backend ?? null;
  const withoutKeyring = keyringProblem();
  const why = say(
    withoutKeyring?.advice === 'keyring-closed' ? 'keyringClosed' : 'keyringMissing',
    withoutKeyring?.params,
  );
  if (backend === 'session') tell(say('secretInMemory', { why }));
  if (backend === 'unprotected') tell(say('secretUnprotected', { why }));
  if (bot && bot.status !== enabled) tell(say('botInactive', { status: bot.status }));
  return backend;
};

/**
 * `connect`: verifies token and bot, saves the workspace and makes it the current one. When Feishu refuses, nothing is
 * saved.
 */
export const runConnect = async (command: CommandOf<'connect'>, context: ProgramContext): Promise<CommandEnd> => {
  const { program, connect, speaker } = context;
  const { say } = speaker;
  const brand = command.baseUrl === null ? (command.brand ?? 'feishu') : 'custom';
  const baseUrl = (command.baseUrl && plainText(command.baseUrl)) ?? (brand === 'custom' ? '' : brandBaseUrl[brand]);
  const origin = baseUrlFault(baseUrl) === null ? new URL(baseUrl).origin : null;
  // The same app again is the same workspace: its groups stay.
  const saved = program.store
    .workspaces()
    .find((workspace) => workspace.appId === plainText(command.appId) && baseUrlOf(workspace) === origin);
  const withoutKeyring = context.keyringProblem();
  const connected = await connect.connect(
    {
      workspaceId: saved?.id ?? null,
      name: command.name ?? saved?.name ?? '',
      brand,
      baseUrl: brand === 'custom' ? baseUrl : '',
      appId: command.appId,
      appSecret: command.secret,
    },
    withoutKeyring && (command.storeUnprotected ? 'unprotected' : 'session'),
  );
  if (!connected.ok) {
    return speaker.refuse(usageAdvice.has(connected.problem.advice) ? 2 : 1, 'nothingSaved', connected.problem);
  }

  const { workspace, bot } = connected.value;
  const backend = tellOfSecret(context, workspace.id, bot);
  const { name, appId } = workspace;
  return speaker.answer(
    0,
    { workspace: { name, appId, brand, baseUrl: baseUrlOf(workspace) }, bot, secret: { backend } },
    say('connected', { name, bot: bot?.name ?? '' }),
  );
};

/** The check of the relay, where one is set: whether it takes this workspace's ladders, also those with paid steps. */
const checkRelay = async (relay: CommandContext['relay'], id: WorkspaceId) => {
  const view = await relay.check();
  if (!view.ok) return [{ id: 'relay', state: 'fail' as const, problem: view.problem }];
  const { standing, problem } = view.value;
  if (standing === 'unset' || id === practiceId) return [];
  const lacking = problem ?? relay.hindrance(id, true);
  const state = lacking === null ? 'ok' : standing === 'fine' ? 'warn' : 'fail';
  return [{ id: 'relay', state: state as 'ok' | 'warn' | 'fail', problem: lacking }];
};

/** `doctor`: every check of the connection that needs no message, and damage of the data that no person has seen yet. */
export const runDoctor = async ({
  program,
  workspace,
  listening,
  relay,
  speaker,
}: CommandContext): Promise<CommandEnd> => {
  const { say, locale } = speaker;
  const feishu = program.open.feishu(workspace.id);
  if (!feishu.ok) return speaker.refuse(2, 'notDone', feishu.problem);
  const { checkUp } = await import('../../../../core/doctor/check-up');
  const damage = program.damage().map((problem) => ({ id: 'data', state: 'fail' as const, problem }));
  const checked = [
    ...damage,
    ...(await checkUp(feishu.value, locale, listening.of(workspace.id))),
    ...(await checkRelay(relay, workspace.id)),
  ];
  const checks = checked.map(({ id, state, problem }) => ({
    id,
    state,
    code: problem?.code ?? null,
    advice: problem === null ? null : sentenceOf(problem, locale),
  }));
  const ok = checks.every((check) => check.state !== 'fail');
  const rows = checks.map(({ id, state, code, advice }) =>
    [`  ${state.padEnd(8)}`, id, advice ?? '', code === null ? '' : `(${code})`]
      .filter((part) => part !== '')
      .join('  '),
  );
  return speaker.answer(
    ok ? 0 : 1,
    { ok, checks },
    [workspace.name, ...rows, say(ok ? 'doctorOk' : 'doctorBad')].join('\n'),
  );
};
