import { expect, it } from 'vitest';
import { fakeFeishu, openGuard } from '../../../test/support/feishu/fake-feishu';
import { MessageId } from '../../contract/model/ids';
import { wrapByKind } from './calls';

const { feishu } = fakeFeishu(() => ({ json: { code: 0, msg: 'ok' } }));
const messageId = MessageId.parse('om_1');
const buzz = { messageId, channel: 'phone' as const, idType: 'open_id' as const, ids: ['ou_a'] };

it('wraps every call by its kind, and keeps every method', async () => {
  const wrapped: string[] = [];
  const noted =
    (kind: string) =>
    <Input extends unknown[], T>(call: (...input: Input) => Promise<T>) =>
    (...input: Input) => {
      wrapped.push(kind);
      return call(...input);
    };
  const kinds = wrapByKind(feishu, {
    effect: noted('effect'),
    paid: noted('paid'),
    lookup: noted('lookup'),
    receipt: noted('receipt'),
    check: noted('check'),
  });
  expect(Object.keys(kinds).sort()).toEqual(Object.keys(feishu).sort());
  await kinds.createChat({ name: '值班', uuid: 'u-1' }, openGuard());
  await kinds.buzz(buzz, openGuard());
  await kinds.recall({ messageId });
  await kinds.readReceipts({ messageId, idType: 'open_id' });
  await kinds.readBot();
  expect(wrapped).toEqual(['effect', 'paid', 'lookup', 'receipt', 'check']);
});

it('leaves calls as they are where a kind has no wrap', async () => {
  const plain = wrapByKind(feishu, { effect: null, paid: null, lookup: null, receipt: null, check: null });
  expect(await plain.buzz(buzz, openGuard())).toMatchObject({ ok: true, value: { invalid: [] } });
});
