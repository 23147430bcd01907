/**
 * What the screens say, in one language, by namespace and key. Main hands a window those of its language, as it does
 * with the advice: the tables of both would be an eighth of what the page may weigh.
 */
export type PageWords = Readonly<Record<string, Readonly<Record<string, string>>>>;
