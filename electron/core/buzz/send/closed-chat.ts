/** Codes that say that nothing can be sent into a chat: it is gone, or the bot is not in it (feishu-api 4.3, 7.10). */
const closed: ReadonlySet<number | null> = new Set([230002, 232006, 232009, 232011, 99992355, 99992356]);

/** Whether a refusal says that the chat itself is closed to the bot. */
export const isClosedChat = ({ code }: { code: number | null }): boolean => closed.has(code);
