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

/**
 * The way a person confirms. `paid`: the second, different gesture that SMS and phone take. `paid-at-night`: the same,
 * after they were asked once more because of the hour.
 */
export const Gesture = z.enum(['plain', 'paid', 'paid-at-night']);
export type Gesture = z.infer<typeof Gesture>;
