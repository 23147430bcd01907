import { expect, it } from 'vitest';
import { seeded } from '../../../../test/support/clock/seeded';
import { buzzDesk, draft, value } from '../../../../test/support/desk/buzz-desk';
import { listeningTo, wroteEvent } from '../../../../test/support/feishu/listening-line';
import { crowd } from '../../../../test/support/feishu/scripted-feishu';
import { hourMs } from '../../ports/clock';

const second = 1_000;
const people = crowd(3);

/** A person has read a message, as its event. */
const readEvent = (messageId: string, reader: string, at: number) => {
  const { header, ...rest } = wroteEvent(`${messageId} ${reader}`, at);
  return {
    ...rest,
    header: { ...header, event_type: 'im.message.message_read_v1' },
    event: { reader: { reader_id: { open_id: reader }, read_time: String(at) }, message_id_list: [messageId] },
  };
};

/** One hour of a day: the line is cut every 30 s, others take half of the events, or the computer sleeps before it. */
interface Hour {
  cut: boolean;
  shared: boolean;
  sleeps: boolean;
}

/** A buzz each hour whose people read at any time, with a listener or without one. Answers with the number of questions. */
const day = async (hours: readonly Hour[], listens: boolean) => {
  const random = seeded(7);
  const line = listeningTo({
    share: true,
    deps: {
      onHeard: (_, kept) => void desk.engine.hear(kept.map(({ heard }) => heard)),
      onChanged: () => desk.engine.heardAnew(draft([]).workspaceId),
    },
  });
  const { clock, listener, server, lines } = line;
  const desk = buzzDesk({ clock });
  if (listens) {
    desk.engine.relyOn({
      since: () => listener.reliedSince(),
      missed: () => listener.missed('im.message.message_read_v1'),
    });
    void listener.run();
    await clock.settle();
  }
  let heard = 0;
  const accept = () => {
    const last = lines.at(-1);
    if (last && !last.closed && last.came.length === 0) last.accept();
  };
  for (const { cut, shared, sleeps } of hours) {
    if (sleeps) {
      clock.jump(8 * hourMs);
      desk.engine.wake();
      listener.renew();
    }
    server.others = shared ? 1 : 0;
    desk.feishu.readAt.clear();
    const plan = await desk.engine.plan(draft(people, { text: `第 ${clock.now()} 次` }));
    const { id } = value(await desk.confirm(plan));
    await clock.advance(second);
    const board = value(desk.engine.board(id));
    desk.engine.watch(id);
    const turns = people.map(() => 1 + Math.floor(random() * 100));
    for (let turn = 0; turn < 120; turn += 1) {
      accept();
      await clock.advance(15 * second);
      people.forEach(({ openId = '' }, index) => {
        if (turns[index] !== turn) return;
        desk.feishu.readAt.set(openId, clock.now());
        const message = board.messages[index];
        const open = lines.at(-1);
        // Feishu gives each event to one of those who listen.
        if (!message || !open || open.closed || open.came.length === 0 || (shared && random() < 0.5)) return;
        heard += 1;
        open.event(readEvent(message.messageId, openId, clock.now()));
      });
      await clock.advance(15 * second);
      if (cut) lines.at(-1)?.drop();
    }
    // Whatever was cut off, stolen or slept through, the board knows it all.
    expect(value(desk.engine.board(board.id)).people.map(({ readAt }) => readAt !== null)).toEqual([true, true, true]);
    desk.engine.watch();
  }
  listener.stop();
  await clock.settle();
  expect(clock.sleeping()).toBe(0);
  return { asked: desk.feishu.of('readers').length, heard };
};

const quiet: Hour = { cut: false, shared: false, sleeps: false };

it('knows all that happened in a day of cut lines, sleeps and a second listener, and asks for no more than without a line', async () => {
  const hours = Array.from(
    { length: 24 },
    (_, hour): Hour => ({
      cut: hour % 4 === 1,
      shared: hour % 4 === 2,
      sleeps: hour % 6 === 3,
    }),
  );
  const [rough, deaf] = [await day(hours, true), await day(hours, false)];
  expect(rough.heard).toBeGreaterThan(20);
  expect(rough.asked).toBeLessThan(deaf.asked);
});

it('asks a third of the questions at most in a quiet day, however soon people read', async () => {
  const hours = Array.from({ length: 24 }, () => quiet);
  const [heard, deaf] = [await day(hours, true), await day(hours, false)];
  expect(heard.asked * 3).toBeLessThanOrEqual(deaf.asked);
});
