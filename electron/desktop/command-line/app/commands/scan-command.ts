import { problem } from '../../../../contract/advice/problem';
import { AppId } from '../../../../contract/model/ids';
import { plainText } from '../../../../contract/plain-text';
import { baseUrlOf } from '../../../../core/open-workspaces';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import { tellOfSecret, usageAdvice } from './connection-commands';
import type { ProgramContext } from './context';

const minuteMs = 60_000;

/**
 * `connect --scan`: shows a link and a QR code, waits until a person has confirmed, and connects the app that came of it.
 * Its secret goes into the vault, and is never printed.
 */
export const runScan = async (command: CommandOf<'scan'>, context: ProgramContext): Promise<CommandEnd> => {
  const { program, scan, speaker, signal } = context;
  const { say, tell, locale } = speaker;
  const appId = command.appId === null ? null : AppId.safeParse(plainText(command.appId));
  if (appId?.success === false) return speaker.refuse(2, 'nothingSaved', problem('app-id-invalid'));
  // An app that is connected already is extended where it is.
  const named = command.brand === null && command.baseUrl === null;
  const known = named ? program.store.workspaces().find((each) => each.appId === appId?.data) : undefined;
  const brand = command.baseUrl === null ? (command.brand ?? known?.brand ?? 'feishu') : 'custom';
  const { qrText } = await import('../output/qr-text');
  const end = await scan(
    {
      appId: appId?.data ?? null,
      brand,
      baseUrl: command.baseUrl === null ? (known ? baseUrlOf(known) : '') : plainText(command.baseUrl),
      name: command.name ?? '',
      locale,
      also: [],
    },
    (refused) =>
      (refused ?? context.keyringProblem()) === null ? null : command.storeUnprotected ? 'unprotected' : 'session',
    {
      onLink: (link, lifeMs) => {
        tell(say('scanLink', { minutes: String(Math.max(1, Math.round(lifeMs / minuteMs))) }));
        tell(`\n${qrText(link)}\n\n${link}\n`);
      },
      onNews: (news) => {
        if (news === 'unreachable') tell(say('scanUnreachable'));
        if (news === 'reachable') tell(say('scanReachable'));
        if (news === 'lark') tell(say('scanLark'));
      },
      signal,
    },
  );
  if (!end.ok) {
    if (end.created !== null) tell(say('scanCreated', { appId: end.created }));
    return speaker.refuse(usageAdvice.has(end.problem.advice) ? 2 : 1, 'nothingSaved', end.problem);
  }
  const { workspace, bot, missing, company, updated } = end.value;
  tellOfSecret(context, workspace.id, bot);
  if (company) tell(say('scanCompany', { company: company.name }));
  if (company?.personal) tell(say('scanPersonal'));
  if (updated) tell(say('scanUpdated'));
  if (missing === null) tell(say('scanUnchecked'));
  if (missing !== null && missing.length > 0) tell(say('scanMissing', { scopes: missing.join(', ') }));
  return speaker.answer(
    0,
    { workspace: workspace.name, appId: workspace.appId, brand: workspace.brand, missing },
    say('connected', { name: workspace.name, bot: bot?.name ?? '' }),
  );
};
