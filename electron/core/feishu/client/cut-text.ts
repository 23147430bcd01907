import { z } from 'zod';

/** Longest id (characters): ids are kept. */
export const longestId = 200;

/** A text of an item, cut to this length: a list is kept whole, and nothing of it is longer. */
export const cutText = (most: number) => z.string().transform((text) => text.slice(0, most));
