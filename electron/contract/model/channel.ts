import { z } from 'zod';

/** 加急方式. SMS and phone already include the in-app buzz, and use a paid quota. */
export const Channel = z.enum(['app', 'sms', 'phone']);
export type Channel = z.infer<typeof Channel>;

/** The channels that cost the company money and make a phone ring or beep. */
export type PaidChannel = Exclude<Channel, 'app'>;

export { isPaid } from '../rules/is-paid';
