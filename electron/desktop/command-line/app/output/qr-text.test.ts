import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { askedEvents } from '../../../../core/doctor/needed-events';
import { askedScopes } from '../../../../core/doctor/needed-scopes';
import { launcherLink } from '../../../../core/feishu/registration/launcher-link';
import { qrText } from './qr-text';

const page = 'https://open.feishu.cn/page/launcher?user_code=ABCD-EFGH';

/** Rows of modules, true for light ones, as a camera sees them on a dark terminal. */
const seen = (text: string): boolean[][] =>
  text.split('\n').flatMap((line) => {
    const blocks = [...line];
    return [blocks.map((block) => '█▀'.includes(block)), blocks.map((block) => '█▄'.includes(block))];
  });

it('draws every module of the code, with a light edge of two', () => {
  const code = encode(page, { ecc: 'L', border: 2 });
  const rows = seen(qrText(page)).slice(0, code.size);
  expect(rows).toEqual(code.data.map((row) => row.map((dark) => !dark)));
  for (const at of [0, 1, code.size - 2, code.size - 1]) expect(rows[at]?.every((light) => light)).toBe(true);
});

it.each([null, 'cli_a1b2c3d4e5f60718'])('fits the real link into a terminal of 80 columns', (appId) => {
  const link = launcherLink(page, { name: '飞书加急', appId, scopes: askedScopes(), events: askedEvents });
  const lines = qrText(link).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
  // Room for a longer code of the person's.
  expect(link.length).toBeLessThan(505);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
