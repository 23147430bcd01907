import { expect, it } from 'vitest';
import { ChatId, MessageId } from '../../../electron/contract/model/ids';
import { readPatiently } from '../../../electron/core/feishu/resilience/read-patiently';
import { createVirtualClock } from '../../support/clock/virtual-clock';
import { connectedClient } from '../../support/feishu/connected-client';
import { plainCompany } from '../../support/feishu/plain-company';

const connected = async () => {
  const { practice, sentTo } = await plainCompany();
  // Only the pauses between attempts are virtual; the network is real.
  const clock = {
    now: () => Date.now(),
    sleep: (ms: number, signal?: AbortSignal) =>
      ms > 9_000 ? createVirtualClock().sleep(ms, signal) : Promise.resolve(),
  };
  const feishu = connectedClient(practice, { clock });
  return { practice, sentTo, feishu: readPatiently(feishu, { clock, random: () => 0, attempts: 3 }) };
};

it('retries lookups and recalls, but not receipts', async () => {
  const { practice, sentTo, feishu } = await connected();
  const messageId = MessageId.parse(await sentTo('韩梅梅'));
  const chatId = ChatId.parse([...practice.world.chats.values()].find((chat) => chat.mode === 'group')?.chatId);
  practice.log.clear();
  const seen = (api: string) => practice.log.entries.filter((call) => call.api === api).length;
  const reads = {
    list_chats: () => feishu.readChats(),
    get_chat: () => feishu.readChat({ chatId }),
    recall: () => feishu.recall({ messageId }),
  };
  for (const [api, read] of Object.entries(reads)) {
    practice.faults.add({ api, kind: 'status', status: 503 });
    expect((await read()).ok).toBe(true);
    expect(seen(api)).toBe(2);
  }
  practice.faults.add({ api: 'read_users', kind: 'status', status: 503 });
  expect((await feishu.readReceipts({ messageId, idType: 'open_id' })).ok).toBe(false);
  expect(seen('read_users')).toBe(1);
});
