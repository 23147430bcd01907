import { z } from 'zod';
import type { Call } from '../client/call';
import type { Feishu } from '../feishu';

/**
 * `POST /im/v1/messages/:message_id/push_follow_up` (feishu-api 11.3): bubbles under the bot's newest message in a direct chat,
 * each in both languages. Throws on no bubbles or more than three.
 */
export const showBubbles =
  (call: Call): Feishu['showBubbles'] =>
  async ({ messageId, bubbles }, guard) => {
    if (bubbles.length === 0 || bubbles.length > 3) throw new RangeError('a message takes 1 to 3 bubbles');
    const answer = await call({
      api: 'bubbles',
      method: 'POST',
      path: `im/v1/messages/${encodeURIComponent(messageId)}/push_follow_up`,
      body: {
        follow_ups: bubbles.map((bubble) => ({
          content: bubble['zh-CN'],
          i18n_contents: [
            { language: 'zh_cn', content: bubble['zh-CN'] },
            { language: 'en_us', content: bubble['en-US'] },
          ],
        })),
      },
      schema: z.unknown(),
      guard,
    });
    return answer.ok ? { ok: true, value: undefined, logId: answer.logId } : answer;
  };
