import { expect, it } from 'vitest';
import { until } from '../../../test/support/clock/until';
import { memoryHeard } from '../../../test/support/feishu/listening-line';
import { failed, problem } from '../../contract/advice/problem';
import { ChatId, MessageId, WorkspaceId } from '../../contract/model/ids';
import type { Heard } from '../../core/feishu/heard';
import { systemClock } from '../../core/ports/clock';
import { createListenTo } from './listen-to';

const wrote: Heard = {
  kind: 'wrote',
  messageId: MessageId.parse('om_1'),
  chatId: ChatId.parse('oc_1'),
  chatType: 'p2p',
  from: 'ou_li',
  parentId: null,
  rootId: null,
  messageType: 'text',
  text: '在吗',
  at: 1,
  mentionsBot: false,
};

/** Starts with what an earlier run has heard; the inbox cannot write while `full`. */
const start = ({ store }: ReturnType<typeof memoryHeard>, full: boolean) => {
  const deeds: string[] = [];
  createListenTo({
    heard: store,
    open: {
      feishu: () => failed(problem('workspace-gone')),
      directory: () => failed(problem('workspace-gone')),
    },
    engine: { hear: async () => void deeds.push('engine') },
    inbox: {
      hear: async () => {
        deeds.push('inbox');
        if (full) throw new Error('disk full');
      },
    },
    readSecret: async () => '',
    network: () => {
      throw new Error('nothing listens here');
    },
    isOnline: () => true,
    networkMark: () => '',
    clock: systemClock,
    random: Math.random,
    report: () => void deeds.push('reported'),
  });
  return deeds;
};

it('lets the inbox take what was heard after the engine, and hears it again if it could not be kept', async () => {
  const memory = memoryHeard();
  await memory.store.keep(WorkspaceId.parse('ws_a'), [{ heard: wrote, keys: ['1'] }], 1);
  const first = start(memory, true);
  await until('the failure is told', () => first.includes('reported'));
  expect(first).toEqual(['engine', 'inbox', 'reported']);
  const second = start(memory, false);
  await until('it is taken', () => memory.store.waiting((body) => body as never).length === 0);
  expect(second).toEqual(['engine', 'inbox']);
  expect(start(memory, false)).toEqual([]);
});
