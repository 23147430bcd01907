import { searchKey } from '../../contract/plain-text';
import { simplified } from './simplified';

/** The form in which searches compare texts: of people, groups and chats, and of what was sent. */
export const searchForm = (text: string): string => simplified(searchKey(text));
