/** Nobody of the list is in the chat (feishu-api 2.1): other bad parameters share `230001`, so only the text tells. */
export const saysAllInvalid = (code: number, msg: string): boolean =>
  code === 230001 && /all ids in the user_id_list are invalid/i.test(msg);
