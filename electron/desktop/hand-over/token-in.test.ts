import { expect, it } from 'vitest';
import { tokenIn } from './token-in';

const token = `fbr_${'a1'.repeat(6)}_${'Zy-_9'.repeat(8)}abc`;

it.each([
  ['alone', token],
  ['with its line', `Token: ${token}\n`],
  ['as a variable', `export FEISHU_BUZZ_RELAY_TOKEN="${token}"`],
  ['twice', `${token} ${token}`],
])('finds a token that was copied %s', (_how, text) => {
  expect(tokenIn(text)).toBe(token);
});

it.each([
  ['nothing', ''],
  ['a token without its end', token.slice(0, -1)],
  ['a token within a longer word', `${token}x`],
  ['two tokens', `${token} ${token.replace('fbr_a', 'fbr_b')}`],
  ['a secret of another kind', 'CanarySecretCanarySecretCanary42'],
  ['a token far down in a long text', `${' '.repeat(10_000)}${token}`],
])('takes nothing out of %s', (_what, text) => {
  expect(tokenIn(text)).toBeNull();
});
