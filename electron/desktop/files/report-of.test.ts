import { describe, expect, it } from 'vitest';
import { fakeBoard, fakeNow } from '../../../test/support/bridge/fake-world';
import type { Board } from '../../contract/model/board';
import { reportOf } from './report-of';

const by = (locale: 'zh-CN' | 'en-US') => ({ locale, zone: 'Asia/Shanghai', now: fakeNow });
const lines = (board: Partial<Board>, locale: 'zh-CN' | 'en-US' = 'en-US') =>
  reportOf({ ...fakeBoard, ...board }, by(locale)).split('\n');

it('tells in Chinese who was called how and when, and who has read', () => {
  expect(lines({}, 'zh-CN')).toEqual([
    '【练习】加急结果：值班组（2026/11/22 10:02）',
    '消息：订单库主从延迟 240 秒，下单失败率 12%，请立刻上线处理。',
    '发起人：李雷',
    '已读 3 / 6',
    '需要处理 2：',
    '· 曾一鸣：10:02:00 应用内未成功（未读过多）；未读',
    '· 尉迟敬：10:02:00 应用内可能已发出（未知）；未读',
    '未读 1：',
    '· 解放：10:02:00 应用内；未读',
    '已读 3：',
    '· 韩梅梅：10:02:00 应用内；10:02:40 已读',
    '· 单小雨：10:02:00 应用内；10:03:05 已读',
    '· 仇远：10:02:00 应用内；10:04:10 已读',
    '截至 2026/11/22 10:05',
  ]);
});

it('tells the same in English, with what followed', () => {
  const note = {
    id: 'n',
    kind: 'follow-up',
    at: fakeNow,
    text: 'Resolved\nthanks',
    chatName: null,
    people: 6,
  } as const;
  const notes = [{ ...note, messages: { all: 6, sent: 6, open: 0 }, problem: null, againUntil: 0 }];
  const said = lines({ notes, state: 'stopped', practice: false });
  expect(said[0]).toBe('Buzz result: 值班组 (11/22/26, 10:02)');
  expect(said[3]).toBe('3 of 6 have read it, Buzzing was stopped');
  expect(said).toContain('· 尉迟敬: in-app 10:02:00 may have gone out (Unknown); unread');
  expect(said).toContain('Follow-up 10:05:00: Resolved thanks');
});

describe('what others wrote', () => {
  it('stays in its line, fills no hole and turns no text around', () => {
    const people = fakeBoard.people
      .slice(0, 1)
      .map((person) => ({ ...person, name: '{{end}}\n· 李雷：已读\u202Egnp' }));
    const said = lines({ people, title: 'a\r\nb', text: '<at user_id="all"></at>\n**x**' });
    expect(said).toHaveLength(7);
    expect(said[1]).toBe('Message: <at user_id="all"></at> **x**');
    expect(said[5]).toBe('· {{end}} · 李雷：已读gnp: in-app 10:02:00; read 10:02:40');
  });

  it('never makes it longer than a message of Feishu holds', () => {
    const [person] = fakeBoard.people;
    const people = Array.from({ length: 1_000 }, (_, index) => ({ ...(person ?? expect.fail()), key: String(index) }));
    expect(new TextEncoder().encode(reportOf({ ...fakeBoard, people }, by('zh-CN'))).length).toBeLessThan(29_000);
  });
});
