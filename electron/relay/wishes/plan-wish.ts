import { failed, problem } from '../../contract/advice/problem';
import type { RelayRefusal } from '../../contract/relay';
import type { Engine } from '../../core/buzz/engine/engine';
import { parseJson } from '../../core/text/read-text';
import { costs, planRefusal } from '../../desktop/command-line/app/commands/confirm-and-wait';
import { type Planned, planMessage, planSend } from '../../desktop/command-line/app/commands/send-commands';
import { createSpeaker } from '../../desktop/command-line/app/speaker';
import type { CommandEnd } from '../../desktop/command-line/protocol/reply';
import type { Parts } from '../program/open-parts';
import type { RelayStore } from '../program/open-store';
import type { PlannedWish, PlanWish } from './carry-out-wish';

/** A refusal of the command line as the object that it prints with `--json`. */
const printedOf = ({ stdout }: CommandEnd): PlannedWish => {
  const { problem } = parseJson(stdout) as { problem: RelayRefusal['problem'] };
  return { ok: false, printed: problem };
};

/**
 * Plans wishes by the code of the command line: whom a name means, which chat, what is refused and in which words is decided
 * in one place, wherever a script runs.
 */
export const createPlanWish =
  (program: Pick<Parts, 'open' | 'zoneOf'> & { engine: Engine; store: RelayStore }): PlanWish =>
  async (wish, { workspace, asker, locale }) => {
    const speaker = createSpeaker({
      locale,
      zone: () => program.zoneOf(workspace.id),
      json: true,
      tell: () => undefined,
    });
    const context = {
      program: {
        engine: {
          plan: (draft: Parameters<Engine['plan']>[0]) => program.engine.plan(draft, { asker, locale }),
        },
        store: program.store,
        open: program.open,
        // A wish names no pictures: the schema of the relay refuses one that does.
        takePicture: async () => failed(problem('picture-gone')),
      },
      workspace,
      speaker,
    };
    const { to, via, paid: yes, ask, until, enough } = wish;
    const asking = { ask, until, enough };
    const isNew = 'text' in wish;
    const planned: Planned = isNew
      ? await planSend(
          {
            kind: 'send',
            to,
            via,
            yes,
            text: wish.text,
            mode: wish.mode,
            chat: wish.chat,
            ladder: wish.ladder,
            ...asking,
          },
          context,
        )
      : await planMessage({ kind: 'message', to, via, yes, messageId: wish.messageId, ...asking }, context);
    if (!planned.ok) return printedOf(planned.end);
    const { plan } = planned;
    const refusal = planRefusal(plan, { yes, insists: !isNew || wish.mode === 'direct' }, speaker);
    if (refusal) return printedOf(refusal);
    const people = plan.people.filter(({ preflight }) => preflight === null).length;
    return { ok: true, planId: plan.id, paid: costs(plan), people };
  };
