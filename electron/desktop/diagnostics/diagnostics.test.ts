import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBoard, rowOf } from '../../../test/support/bridge/fake-world';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { ok, problem } from '../../contract/advice/problem';
import type { Board } from '../../contract/model/board';
import { emptyDraft } from '../../contract/model/draft';
import {
  AppId,
  ChatId,
  DepartmentId,
  GroupId,
  LadderId,
  OpenId,
  TemplateId,
  WorkspaceId,
} from '../../contract/model/ids';
import { defaultSettings } from '../../contract/model/settings';
import { practiceId } from '../../contract/model/workspace';
import { makeReport, type ReportDeps, readLogTail } from './make-report';

// Every text below that begins with this is private, and must not be in the report.
const canary = '金丝雀';

const workspaceId = WorkspaceId.parse('ws_acme');
const board: Board = {
  ...fakeBoard,
  title: `${canary}标题`,
  text: `${canary}正文`,
  asker: canary,
  chat: { chatId: ChatId.parse('oc_1234567890'), name: `${canary}群` },
  people: fakeBoard.people.map((person) => ({ ...person, name: `${canary}韩梅梅` })),
};
const program: Omit<ReportDeps, 'home'> = {
  zone: () => 'Asia/Shanghai',
  store: {
    settings: () => ({
      ...defaultSettings,
      asker: `${canary}的名字`,
      relay: { address: 'https://canary-relay.example.com', takes: [] },
      ladders: defaultSettings.ladders.map((ladder) => ({
        ...ladder,
        id: LadderId.parse('ldr_1'),
        name: `${canary}阶梯`,
      })),
      templates: [{ id: TemplateId.parse('tpl_1'), name: `${canary}模板`, text: `${canary}第一行\n${canary}第二行` }],
    }),
    groups: () => [
      {
        id: GroupId.parse('grp_1'),
        workspaceId,
        name: `${canary}值班组`,
        icon: 'bolt',
        pinned: true,
        members: [
          {
            name: `${canary}李雷`,
            openId: OpenId.parse('ou_1234567890'),
            email: 'canary@example.com',
            mobile: '13812345678',
          },
          { name: `${canary}没有找到` },
        ],
        linkedChat: { chatId: ChatId.parse('oc_1234567890'), name: `${canary}群聊` },
        follows: [
          { departmentId: DepartmentId.parse('od-1234567890'), name: `${canary}部门`, people: [], without: [] },
        ],
        defaults: { channel: null, delivery: null, ladder: null, template: null },
      },
    ],
    draft: () => ({ ...emptyDraft(workspaceId), text: `${canary}草稿` }),
  },
  engine: {
    running: 0,
    armed: [],
    list: () => [rowOf(board)],
    board: () => ok(board),
    diagnostics: () => ok(`buzz bz_1 app/direct done\n  app refused code=230013 slipped in: ${canary}韩梅梅`),
  },
  locale: () => 'en-US',
  askerName: () => `${canary}的名字`,
  currentWorkspaceId: () => practiceId,
  workspaces: () => [
    {
      id: practiceId,
      name: 'Practice',
      brand: 'custom',
      baseUrl: 'http://127.0.0.1:1',
      appId: AppId.parse('cli_practice0'),
      practice: true,
      secret: { configured: true, backend: 'session', last4: null },
    },
    {
      id: workspaceId,
      name: `${canary}公司`,
      brand: 'custom',
      baseUrl: 'https://canary.example.com',
      appId: AppId.parse('cli_canary1234'),
      practice: false,
      secret: { configured: true, backend: 'keyring', last4: '9876' },
    },
  ],
  notices: () => [{ id: 'n1', problem: problem('settings-damaged', { file: `${canary}/settings.json` }) }],
};

let home: string;
beforeEach(() => {
  home = tempFolder();
  mkdirSync(join(home, 'logs'));
});

const logged = (text: string) => appendFileSync(join(home, 'logs/main.log'), text);
const report = () =>
  makeReport({ ...program, home }, { facts: { version: '1.2.3' }, env: { XDG_SESSION_TYPE: 'x11' }, now: 0 });

describe('the diagnostics report', () => {
  it('holds nothing private: no name, text, address, number, id of an app, or part of a secret', async () => {
    logged(`[info] started in ${home} for 13812345678 with t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234\n`);
    logged(`[warn] somebody wrote ${canary}韩梅梅 into an error\n`);
    const text = await report();
    for (const word of [canary, 'canary', '13812345678', 'GEDXTB6', '9876', home]) expect(text).not.toContain(word);
    expect(text).toContain('[removed] into an error');
  });

  it('holds versions, settings, states, codes, counts and the log', async () => {
    logged('[warn]  ipc-refused {"request":"setPinned"}\n');
    const text = await report();
    for (const fact of [
      'version: 1.2.3',
      'session: x11',
      'keepDays: 180',
      'ladder 1: sms@3min phone@8min',
      'workspace 1: practice, current',
      'workspace 2: custom (own address)\n  secret: keyring\n  groups: 1, linked to a chat 1, following a department 1, members 2, without an id 1',
      'settings-damaged code=-',
      'buzz bz_1 app/direct done',
      'code=230013',
      'ipc-refused {"request":"setPinned"}',
    ])
      expect(text).toContain(fact);
  });

  it('says so when the log is empty', async () => {
    expect(await report()).toContain('== Log ==\n(none)');
  });
});

describe('the end of the log', () => {
  it('is cut at a line, and short enough to be read', async () => {
    for (let line = 0; line < 5_000; line += 1) logged(`[info] line ${line} of a long day\n`);
    const lines = await readLogTail(join(home, 'logs'));
    expect(lines.at(-1)).toBe('[info] line 4999 of a long day');
    expect(lines[0]).toMatch(/^\[info\] line \d+ of a long day$/);
    expect(lines.join('\n').length).toBeLessThan(50_000);
  });
});
