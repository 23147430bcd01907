import { sentenceOf } from '../../../words/sentence-of';
import type { CommandEnd } from '../../protocol/reply';
import type { CommandContext } from './context';

/** `doctor`: everything about the connection that can be known without sending anything. */
export const answerDoctor = async ({ program, workspace, speaker }: CommandContext): Promise<CommandEnd> => {
  const { say, locale } = speaker;
  const feishu = program.open.feishu(workspace.id);
  if (!feishu.ok) return speaker.refuse(2, 'notDone', feishu.problem);
  const { checkUp } = await import('../../../../core/doctor/check-up');
  const checks = (await checkUp(feishu.value, locale)).map(({ id, state, problem }) => ({
    id,
    state,
    code: problem?.code ?? null,
    advice: problem === null ? null : sentenceOf(problem, locale),
  }));
  const ok = checks.every((check) => check.state !== 'fail');
  const rows = checks.map(({ id, state, code, advice }) =>
    [`  ${state.padEnd(4)}`, id, advice ?? '', code === null ? '' : `(${code})`]
      .filter((part) => part !== '')
      .join('  '),
  );
  return speaker.answer(
    ok ? 0 : 1,
    { ok, checks },
    [workspace.name, ...rows, say(ok ? 'doctorOk' : 'doctorBad')].join('\n'),
  );
};
