import { z } from 'zod';

/** 加急方式 (channel). SMS and phone include the in-app buzz and use a paid quota. */
export const Channel = z.enum(['app', 'sms', 'phone']);
export type Channel = z.infer<typeof Channel>;

/** The channels that cost the company money and make a phone ring or beep. */
export type PaidChannel = Exclude<Channel, 'app'>;

/**
 * 结果 (outcome) of one person. `accepted`: Feishu took the buzz, which does not mean that a phone rang. `unknown`: the
 * request left and no answer came, so it may have rung. Read is not an outcome; it is a time beside it.
 */
export const Outcome = z.enum([
  'pending',
  'accepted',
  'not-in-chat',
  'unreachable',
  'too-many-unread',
  'quota',
  'refused',
  'unknown',
  'not-called',
]);
export type Outcome = z.infer<typeof Outcome>;
