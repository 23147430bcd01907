import { MessagesSquare, X } from 'lucide-react';
import { useState } from 'react';
import type { Group } from '../../../../electron/contract/model/group';
import { useTranslation } from '../../../i18n/use-translation';
import { Button, IconButton } from '../../../ui/form/button';
import { ChatPicker } from '../../shared/chat-picker';
import { ChatDifference } from './chat-difference';
import styles from './group-editor.module.css';
import type { ChangeMembers, GroupMember } from './members';

/** Field with the chat that this group is linked to. */
export const LinkedChatField = ({
  chat,
  members,
  onChange,
  onMembers,
}: {
  chat: Group['linkedChat'];
  members: readonly GroupMember[];
  onChange: (chat: Group['linkedChat']) => void;
  onMembers: ChangeMembers;
}) => {
  const { t } = useTranslation('groups');
  const [picking, setPicking] = useState(false);
  return (
    <section className={styles.field} aria-label={t('linked-chat')}>
      <h2 className={styles.label}>{t('linked-chat')}</h2>
      <div className={styles.linked}>
        <MessagesSquare size={14} aria-hidden />
        <span className={styles.linkedName}>{chat?.name ?? t('no-linked-chat')}</span>
        {chat && (
          <IconButton size="s" label={t('unlink')} icon={<X size={14} aria-hidden />} onClick={() => onChange(null)} />
        )}
        <Button size="s" onClick={() => setPicking(true)}>
          {t('choose-chat')}
        </Button>
      </div>
      {chat ? (
        <ChatDifference key={chat.chatId} chatId={chat.chatId} members={members} onChange={onMembers} />
      ) : (
        <p className={styles.note}>{t('linked-hint')}</p>
      )}
      <ChatPicker
        open={picking}
        onPick={({ chatId, name }) => {
          onChange({ chatId, name });
          setPicking(false);
        }}
        onClose={() => setPicking(false)}
      />
    </section>
  );
};
