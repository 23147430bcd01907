import type { ContactUser } from '../../feishu/feishu-contacts';
import type { KeptPerson } from './directory-record';

/**
 * Somebody of the contacts as the directory keeps them, in a department whose path is given. null: without a name or
 * an e-mail nobody could find or recognise them. `knownAs`: what the chats call them, for where names are hidden.
 */
export const keptPersonOf = (
  user: ContactUser,
  departments: readonly string[],
  knownAs: string | undefined,
): KeptPerson | null => {
  const name = user.name || knownAs || user.email;
  if (!name) return null;
  const innermost = departments.at(-1);
  return {
    name,
    openId: user.openId,
    ...(user.unionId ? { unionId: user.unionId } : {}),
    ...(user.userId ? { userId: user.userId } : {}),
    ...(user.email ? { email: user.email } : {}),
    ...(user.enName ? { enName: user.enName } : {}),
    ...(user.nickname ? { nickname: user.nickname } : {}),
    ...(innermost === undefined ? {} : { department: innermost, departments: [...departments] }),
    ...(user.standing === undefined || user.standing === 'active' ? {} : { status: user.standing }),
  };
};
