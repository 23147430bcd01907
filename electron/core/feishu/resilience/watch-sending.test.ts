import { expect, it } from 'vitest';
import { openGuard } from '../../../../test/support/feishu/fake-feishu';
import { MessageId } from '../../../contract/model/ids';
import type { FeishuApp } from '../feishu';
import { watchSending } from './watch-sending';

const held = () => {
  const answers: (() => void)[] = [];
  const call = () =>
    new Promise((resolve, reject) => {
      answers.push(() => resolve({ ok: true }));
      answers.push(() => reject(new Error('a bug')));
    });
  const feishu = { send: call, reply: call, buzz: call, createChat: call, addMembers: call } as unknown as FeishuApp;
  return { answers, ...watchSending(feishu) };
};
const signal = () => new AbortController().signal;
const buzz = { messageId: MessageId.parse('om_1'), channel: 'app' as const, idType: 'open_id' as const, ids: [] };
const settled = async (promise: Promise<void>) => {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
};

it('is quiet while nothing is sent, and again when the last call has ended in any way', async () => {
  const { feishu, quiet, answers } = held();
  expect(await settled(quiet(signal()))).toBe(true);
  const one = feishu.buzz(buzz, openGuard());
  const two = feishu.buzz(buzz, openGuard()).catch(() => undefined);
  const waiting = quiet(signal());
  expect(await settled(waiting)).toBe(false);
  answers[0]?.();
  await one;
  expect(await settled(waiting)).toBe(false);
  answers[3]?.();
  await two;
  expect(await settled(waiting)).toBe(true);
});

it('lets go of a waiter that was aborted', async () => {
  const { feishu, quiet } = held();
  void feishu.buzz(buzz, openGuard());
  const stop = new AbortController();
  const waiting = quiet(stop.signal);
  stop.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
  await expect(quiet(stop.signal)).rejects.toThrow('cancelled');
});
