/** The nodes of a `post` message that this program writes (feishu-api 3.3). */
export type PostNode = { tag: 'text'; text: string } | { tag: 'at'; user_id: string };

/** A `post`: paragraphs of inline nodes. Text nodes carry exactly what was typed; nothing in them is markup. */
export interface Post {
  zh_cn: { title: string; content: readonly (readonly PostNode[])[] };
}
