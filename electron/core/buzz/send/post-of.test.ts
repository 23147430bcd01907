import { expect, it } from 'vitest';
import { postOf } from './post-of';

const texts = (text: string) =>
  postOf({ text, asker: '李雷', locale: 'zh-CN', mentions: [] }).zh_cn.content.map((nodes) =>
    nodes.map((node) => (node.tag === 'text' ? node.text : node.tag === 'at' ? node.user_id : '')).join(''),
  );

it('carries every line as it was typed, and a blank line as one space', () => {
  expect(texts('磁盘 <b>95%</b>\n\n  请处理 \r\n')).toEqual([
    '磁盘 <b>95%</b>',
    ' ',
    '  请处理 ',
    ' ',
    '— 李雷 发起的加急',
  ]);
});
