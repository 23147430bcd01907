import { describe, expect, test } from 'vitest';
import { fillTemplate, mostClipboard } from './fill-template';

const values = (clipboard: string) => ({ time: '08:05', me: '李雷', clipboard });

describe('a template', () => {
  test('is filled in wherever it asks, spaces inside the braces allowed, and keeps everything else', () => {
    expect(fillTemplate('{{time}} {{ me }}：{{clipboard}} {{other}} {time}', values('磁盘 91%'))).toEqual({
      text: '08:05 李雷：磁盘 91% {{other}} {time}',
      cut: false,
    });
  });

  test('loses the place of a picture, with its line where it stands alone', () => {
    expect(fillTemplate('{{time}} 看图：{{picture}}\n{{ picture }}\n请处理', values('')).text).toBe(
      '08:05 看图：\n请处理',
    );
    expect(fillTemplate('{{picture}}', values('')).text).toBe('');
    expect(fillTemplate('{{clipboard}}', values('{{picture}}')).text).toBe('{{picture}}');
  });

  test('does not fill in places that came from the clipboard', () => {
    expect(fillTemplate('{{clipboard}}', values('{{me}} {{clipboard}}')).text).toBe('{{me}} {{clipboard}}');
  });

  test('takes over so much of the clipboard, whole characters, and says when there was more', () => {
    expect(fillTemplate('{{clipboard}}!', values('😀'.repeat(mostClipboard)))).toEqual({
      text: `${'😀'.repeat(mostClipboard)}!`,
      cut: false,
    });
    const { text, cut } = fillTemplate('{{clipboard}}', values('😀'.repeat(mostClipboard + 1)));
    expect([...text]).toHaveLength(mostClipboard);
    expect(cut).toBe(true);
  });

  test('takes no time for line ends without end, before a text or behind it', () => {
    const lines = '\n'.repeat(500_000);
    expect(fillTemplate('{{clipboard}}', values(`${lines}x`))).toEqual({
      text: lines.slice(0, mostClipboard),
      cut: true,
    });
    expect(fillTemplate('{{clipboard}}', values(`x${lines}`))).toEqual({ text: 'x', cut: false });
  });

  test('has the line ends of a message, whatever program the text was copied from', () => {
    expect(fillTemplate('[{{clipboard}}]', values('a\r\nb\rc\0\r\n')).text).toBe('[a\nb\nc]');
  });
});
