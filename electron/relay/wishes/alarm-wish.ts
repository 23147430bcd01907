import { z } from 'zod';
import { longestAsker } from '../../contract/limits';
import type { Zone } from '../../contract/local-time';
import { HookId, Wish } from '../../contract/relay';
import type { ServedHook } from '../config/served-hooks';
import type { Alarm } from '../hooks/alarm';
import { fillAlarm } from '../hooks/alarm-text';
import { sayAlarm } from '../words/alarm-words';
import { hashOf } from './hash-of';

/** An alarm with all that its hook makes of it: whichever process acts for the workspace needs no more. */
export const AlarmWish = z.strictObject({
  hook: HookId,
  /** SHA-256 (hex) of what tells its incident from others of the hook. */
  key: z.string(),
  status: z.enum(['firing', 'resolved']),
  title: z.string(),
  wish: Wish,
  /** The reply to its end; null: none. */
  reply: z.string().nullable(),
  rules: z.strictObject({ windowMs: z.number(), foldAfter: z.number().nullable(), perHour: z.number() }),
  asker: z.string().max(longestAsker),
  locale: z.enum(['zh-CN', 'en-US']),
});
export type AlarmWish = z.infer<typeof AlarmWish>;

/** The key of an incident as it is kept: no text of an alarm stands in it. */
export const incidentKey = (key: string): string => hashOf('incident', key);

/** What a hook makes of an alarm. Pure. */
export const alarmWishOf = (
  hook: Omit<ServedHook, 'hmac'>,
  alarm: Alarm,
  by: { asker: string; locale: AlarmWish['locale']; zone: Zone },
): AlarmWish => {
  const { id, to, via, mode, chat, ladder, ask, until, enough, paid, windowMs, foldAfter, perHour } = hook;
  const language = { locale: by.locale, zone: by.zone };
  const say = sayAlarm(by.locale);
  const text = fillAlarm(hook.text, alarm, language);
  const title = alarm.title || (text.split('\n')[0] ?? '');
  const reply = () =>
    typeof hook.reply === 'string' ? fillAlarm(hook.reply, alarm, language) : say('resolvedReply', { title });
  return {
    hook: id,
    key: incidentKey(alarm.key),
    status: alarm.status,
    title,
    wish: Wish.parse({ to, text, via, mode, chat, ladder, ask, until, enough, paid }),
    reply: hook.reply === false ? null : reply(),
    rules: { windowMs, foldAfter, perHour },
    asker: hook.asker ?? by.asker,
    locale: by.locale,
  };
};
