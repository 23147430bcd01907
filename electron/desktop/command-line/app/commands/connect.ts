import { BaseUrl } from '../../../../contract/model/workspace';
import { brandBaseUrl } from '../../../../contract/rules/addresses';
import { baseUrlOf } from '../../../../core/open-workspaces';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import type { CommandContext } from './context';

/** Mistakes in the arguments, as against what Feishu refuses. */
const usageAdvice = new Set(['app-id-invalid', 'base-url-invalid', 'secret-missing']);

/** `activate_status` of an enabled bot (feishu-api 1.3). */
const enabled = 2;

/** `connect`: verifies token and bot, keeps the workspace and makes it the current one. Refused, nothing is kept. */
export const answerConnect = async (command: CommandOf<'connect'>, context: CommandContext): Promise<CommandEnd> => {
  const { program, connect, keyring, speaker } = context;
  const { say, tell } = speaker;
  const brand = command.baseUrl === null ? (command.brand ?? 'feishu') : 'custom';
  const baseUrl = command.baseUrl?.trim() ?? (brand === 'custom' ? '' : brandBaseUrl[brand]);
  const origin = BaseUrl.safeParse(baseUrl).success ? new URL(baseUrl).origin : null;
  // The same app again is the same workspace: its groups stay.
  const known = program.store
    .workspaces()
    .find((workspace) => workspace.appId === command.appId.trim() && baseUrlOf(workspace) === origin);
  const connected = await connect.connect(
    {
      workspaceId: known?.id ?? null,
      name: command.name ?? known?.name ?? '',
      brand,
      baseUrl: brand === 'custom' ? baseUrl : '',
      appId: command.appId,
      appSecret: command.secret,
    },
    keyring() ? null : command.storeUnprotected ? 'unprotected' : 'session',
  );
  if (!connected.ok) {
    return speaker.refuse(usageAdvice.has(connected.problem.advice) ? 2 : 1, 'nothingSaved', connected.problem);
  }

  const { workspace, bot } = connected.value;
  const view = program.workspaces().find((each) => each.id === workspace.id);
  const backend = view?.secret.backend ?? null;
  if (backend === 'session') tell(say('secretInMemory'));
  if (backend === 'unprotected') tell(say('secretUnprotected'));
  if (bot && bot.status !== enabled) tell(say('botInactive', { status: bot.status }));
  const { name, appId } = workspace;
  return speaker.answer(
    0,
    { workspace: { name, appId, brand, baseUrl: baseUrlOf(workspace) }, bot, secret: { backend } },
    say('connected', { name, bot: bot?.name ?? '' }),
  );
};
