import { expect, it, vi } from 'vitest';
import { fakeBoard } from '../../../test/support/bridge/fake-world';
import { aGroup, aPerson } from '../../../test/support/samples';
import { failed, ok, problem } from '../../contract/advice/problem';
import { AppId, type OpenId, WorkspaceId } from '../../contract/model/ids';
import { practiceId, type Workspace } from '../../contract/model/workspace';
import { helpHandlers } from './help-handlers';

const zeng = fakeBoard.people.find(({ name }) => name === '曾一鸣') ?? expect.fail('not on the board');
const company: Workspace = {
  id: WorkspaceId.parse('ws_company1'),
  name: '某某科技',
  brand: 'feishu',
  baseUrl: 'https://open.feishu.cn',
  appId: AppId.parse('cli_a1b2c3d4e5f6'),
};
const departments: Record<string, string> = {
  韩梅梅: '订单组',
  单小雨: '数据库组',
  曾一鸣: '数据库组',
  仇远: '运维组',
};

const asker = { kind: 'popup', contentsId: 2 } as const;

const setUp = (change: Partial<Workspace> = {}, mobile: string | null = '+8619900000004', written?: string) => {
  const workspace = { ...company, ...change };
  const board = { ...fakeBoard, workspaceId: workspace.id };
  const openFeishu = vi.fn();
  const readMobile = vi.fn(async () => ({ ok: true as const, value: mobile, logId: null }));
  const knownPerson = ({ name, openId }: { name: string; openId?: OpenId | undefined }) => ({
    name,
    openId,
    department: departments[name],
  });
  const open = { feishu: () => ok({ readMobile }), directory: () => ok({ knownPerson }) };
  const member = aPerson('曾一鸣', String(zeng.id), written === undefined ? {} : { mobile: written });
  const handlers = helpHandlers({
    engine: { board: (id) => (id === board.id ? ok(board) : failed(problem('buzz-gone'))) },
    store: { groups: () => [aGroup([member])] },
    open,
    findWorkspace: () => workspace,
    openFeishu,
  });
  const asked = { id: board.id, person: zeng.key };
  return { handlers, openFeishu, readMobile, asked };
};

it('names colleagues who have read, those of the same department first', async () => {
  const { handlers, asked, readMobile } = setUp();
  const answer = await handlers.getHelp(asked, asker);
  expect(answer).toMatchObject({ ok: true, value: { chat: true, number: true } });
  expect(answer.ok && answer.value.ask.map(({ name }) => name)).toEqual(['单小雨', '韩梅梅', '仇远']);
  expect(readMobile).not.toHaveBeenCalled();
});

it('opens the chat of a person in Feishu’s own client, and in Lark’s', async () => {
  for (const [brand, host] of [
    ['feishu', 'applink.feishu.cn'],
    ['lark', 'applink.larksuite.com'],
  ] as const) {
    const { handlers, asked, openFeishu } = setUp({ brand });
    expect(await handlers.openChat(asked, asker)).toEqual(ok(undefined));
    expect(openFeishu).toHaveBeenCalledExactlyOnceWith(`https://${host}/client/chat/open?openId=${zeng.id}`);
  }
});

it.each([
  ['practice', { id: practiceId }],
  ['a private deployment, whose client has an address of its own', { brand: 'custom' as const }],
])('opens no chat in %s', async (_words, change) => {
  const { handlers, asked, openFeishu } = setUp(change);
  expect(await handlers.getHelp(asked, asker)).toMatchObject({ ok: true, value: { chat: false } });
  expect(await handlers.openChat(asked, asker)).toMatchObject({ problem: { advice: 'chat-not-openable' } });
  expect(openFeishu).not.toHaveBeenCalled();
});

it('opens nothing and tells no number of a person who is not on the board', async () => {
  const { handlers, asked, openFeishu, readMobile } = setUp();
  for (const ask of [handlers.openChat, handlers.getNumber])
    expect(await ask({ ...asked, person: 'ou_other' }, asker)).toMatchObject({ ok: false });
  expect([openFeishu.mock.calls, readMobile.mock.calls]).toEqual([[], []]);
});

it('tells the number that a group was written with before it asks Feishu, and says when there is none', async () => {
  expect(await setUp().handlers.getNumber(setUp().asked, asker)).toEqual(ok('+8619900000004'));
  const written = setUp({}, null, '13800138000');
  expect(await written.handlers.getNumber(written.asked, asker)).toEqual(ok('13800138000'));
  expect(written.readMobile).not.toHaveBeenCalled();
  const hidden = setUp({}, null);
  expect(await hidden.handlers.getNumber(hidden.asked, asker)).toEqual(failed(problem('number-hidden')));
});
