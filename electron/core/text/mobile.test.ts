import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalMobile } from './mobile';

it.each([
  '13800138000',
  '+8613800138000',
  '+86 138-0013-8000',
  '0086 138 0013 8000',
  '8613800138000',
  '+86-138-0013-8000',
  '(+86) 138 0013 8000',
  '（+86）13800138000',
  '[+86]13800138000',
  '+86 (0) 138 0013 8000',
  '+(86) 138 0013 8000',
  '013800138000',
  '１３８００１３８０００',
  '＋８６　１３８－００１３－８０００',
  '138‑0013‑8000',
  '138.0013.8000',
  '138/0013/8000',
  '138–0013—8000',
  '138·0013·8000',
  '\u202d13800138000\u202c',
  '\u200e138\u00a00013\u20098000\ufeff',
  'tel:+86-138-0013-8000',
  'TEL:13800138000;phone-context=+86',
  "'13800138000",
  '’13800138000',
  '="13800138000"',
  '13800138000.0',
  '\t13800138000\r\n',
])('reads %j as the mainland number it is', (written) => {
  expect(canonicalMobile(written)).toBe('13800138000');
});

it.each([
  ['+1 (415) 555-2671', '+14155552671'],
  ['001 415 555 2671', '+14155552671'],
  ['+44 (0)20 7946 0958', '+442079460958'],
  ['+852 9123 4567', '+85291234567'],
  ['tel:+852-9123-4567', '+85291234567'],
  ['9123 4567', '91234567'],
  ['4008001234', '4008001234'],
  ['010-8888 8888', '01088888888'],
])('keeps the country code of %s', (written, mobile) => {
  expect(canonicalMobile(written)).toBe(mobile);
});

it.each(['', '123', '李雷', 'li.lei@example.com', '1.38E+10', '138 0013 800x', '110101199003078888', '-', '+', '＋'])(
  'takes %j for no mobile',
  (written) => {
    expect(canonicalMobile(written)).toBeNull();
  },
);

it('gives its own form back as it is, and none that Feishu would have to guess at', () => {
  const unit = fc.constantFrom(...'0123456789', ' ', '-', '+', '(', ')', '.', '\u202d', '８', '/', '‑', "'", '=', '"');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 24 }), (written) => {
      const mobile = canonicalMobile(written);
      if (mobile === null) return;
      expect(mobile).toMatch(/^\+?\d{7,15}$/);
      expect(canonicalMobile(mobile)).toBe(mobile);
      expect(mobile).not.toMatch(/^\+?(?:00)?86?1[3-9]\d{9}$/);
    }),
    { numRuns: 2_000 },
  );
});
