import { searchKey } from '../../contract/plain-text';

/** The form in which searches compare texts: of people, groups and chats, and of what was sent. */
export const searchForm = (text: string): string => searchKey(text);
