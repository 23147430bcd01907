/**
 * What a code asks for (feishu-api section 8):
 * T drop the token, fetch again, retry once · B back off and retry · L later, by the person · U somebody must act ·
 * P bad input or a bug, never retry · Q a quota is used up, never retry.
 */
export type CodeClass = 'T' | 'B' | 'L' | 'U' | 'P' | 'Q';
