import { ClipboardList, MessagesSquare } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Chat } from '../../../../electron/contract/model/chat';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import { TextArea } from '../../../ui/form/text-input';
import { ChatPicker } from '../../shared/chat-picker';
import { MemberSearch } from '../../shared/member-search';
import { ChatMembersPanel } from './chat-members-panel';
import styles from './group-editor.module.css';
import { MemberList } from './member-list';
import { type ChangeMembers, type GroupMember, removeMembers, useAddMembers, useUndoable } from './members';

/** Box for a list of people, one per line. No line is dropped. */
const PastePanel = ({
  onLines,
  onClose,
}: {
  /** Answers true when the lines were read; otherwise they stay in the box. */
  onLines: (text: string) => Promise<boolean>;
  onClose: () => void;
}) => {
  const { t } = useTranslation(['groups', 'common']);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const read = async () => {
    setBusy(true);
    const done = await onLines(text);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <div className={styles.panel}>
      <TextArea
        ref={box}
        aria-label={t('paste-label')}
        placeholder={t('paste-placeholder')}
        rows={5}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.row}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button variant="primary" loading={busy} disabled={text.trim() === ''} onClick={() => void read()}>
          {t('paste-read')}
        </Button>
      </div>
    </div>
  );
};

/** Way of adding people that is open besides the search. */
type Adding = { kind: 'none' } | { kind: 'paste' } | { kind: 'chats' } | { kind: 'chat'; chat: Chat };

/** Members of the group, and four ways to add people: search, one typed line, a pasted list, a chat. */
export const MembersField = ({ members, onChange }: { members: readonly GroupMember[]; onChange: ChangeMembers }) => {
  const { t } = useTranslation('groups');
  const [adding, setAdding] = useState<Adding>({ kind: 'none' });
  const { add, addLines, said, problem } = useAddMembers(members, onChange);
  const change = useUndoable(members, onChange);
  const remove = (keys: ReadonlySet<string>) =>
    change((there) => removeMembers(there, keys), t('taken-out', { count: keys.size }));
  const close = () => setAdding({ kind: 'none' });
  return (
    <section className={styles.field} aria-label={t('members', { count: members.length })}>
      <h2 className={styles.label}>{t('members', { count: members.length })}</h2>
      <MemberSearch onPick={(person) => add([{ person, problem: null }])} onLines={(text) => void addLines(text)} />
      {(adding.kind === 'none' || adding.kind === 'chats') && (
        <div className={styles.row}>
          <Button size="s" icon={<ClipboardList size={13} aria-hidden />} onClick={() => setAdding({ kind: 'paste' })}>
            {t('paste')}
          </Button>
          <Button size="s" icon={<MessagesSquare size={13} aria-hidden />} onClick={() => setAdding({ kind: 'chats' })}>
            {t('from-chat')}
          </Button>
        </div>
      )}
      {adding.kind === 'paste' && <PastePanel onLines={addLines} onClose={close} />}
      {adding.kind === 'chat' && (
        <ChatMembersPanel
          chat={adding.chat}
          onAdd={(people) => {
            add(people.map((person) => ({ person, problem: null })));
            close();
          }}
          onClose={close}
        />
      )}
      <ChatPicker open={adding.kind === 'chats'} onPick={(chat) => setAdding({ kind: 'chat', chat })} onClose={close} />
      {problem && <ErrorNote problem={problem} />}
      <p className={styles.said} role="status">
        {said}
      </p>
      <MemberList members={members} onRemove={remove} />
    </section>
  );
};
