import { ClipboardList, MessagesSquare } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { mostFollowed } from '../../../../electron/contract/limits';
import type { Chat } from '../../../../electron/contract/model/chat';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useTranslation } from '../../../i18n/use-translation';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import { TextArea } from '../../../ui/form/text-input';
import { ChatPicker } from '../../shared/chat-picker';
import { type FoundDepartment, MemberSearch } from '../../shared/member-search';
import { type ChangeFollows, type Follows, followed } from './follows';
import styles from './group-editor.module.css';
import { MemberList } from './member-list';
import { type ChangeMembers, type GroupMember, removeMembers, useAddMembers, useUndoable } from './members';
import { PeoplePanel } from './people-panel';

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
type Adding =
  | { kind: 'none' }
  | { kind: 'paste' }
  | { kind: 'chats' }
  | { kind: 'chat'; chat: Chat }
  | { kind: 'department'; department: FoundDepartment };

interface MembersFieldProps {
  members: readonly GroupMember[];
  follows: Follows;
  /** Keys of members who have left the company. */
  gone: readonly string[];
  onChange: ChangeMembers;
  onFollows: ChangeFollows;
}

/** Members of the group, and the ways to add people: search, one typed line, a pasted list, a chat, a department. */
export const MembersField = ({ members, follows, gone, onChange, onFollows }: MembersFieldProps) => {
  const { t } = useTranslation('groups');
  const [adding, setAdding] = useState<Adding>({ kind: 'none' });
  const { add, addLines, said, problem } = useAddMembers(members, onChange);
  const change = useUndoable(members, onChange);
  const remove = (keys: ReadonlySet<string>) =>
    change((there) => removeMembers(there, keys), t('taken-out', { count: keys.size }));
  const close = () => setAdding({ kind: 'none' });
  const canFollow = ({ departmentId }: FoundDepartment) =>
    follows.length < mostFollowed || follows.some((each) => each.departmentId === departmentId);
  return (
    <section className={styles.field} aria-label={t('members', { count: members.length })}>
      <h2 className={styles.label}>{t('members', { count: members.length })}</h2>
      <MemberSearch
        onPick={(person) => add([{ person, problem: null }])}
        onDepartment={(department) => setAdding({ kind: 'department', department })}
        onLines={(text) => void addLines(text)}
      />
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
        <PeoplePanel
          key={adding.chat.chatId}
          of={adding.chat}
          onAdd={(people) => {
            add(people.map((person) => ({ person, problem: null })));
            close();
          }}
          onClose={close}
        />
      )}
      {adding.kind === 'department' && (
        <PeoplePanel
          key={adding.department.departmentId}
          of={adding.department}
          onAdd={(people) => {
            add(people.map((person) => ({ person, problem: null })));
            close();
          }}
          {...(canFollow(adding.department) && {
            onFollow: (people, without) => {
              const there = new Set(members.map(({ person }) => personKey(person)));
              const came = people.filter((person) => !there.has(personKey(person)));
              add(people.map((person) => ({ person, problem: null })));
              onFollows((now) => followed(now, adding.department, came, without));
              close();
            },
          })}
          onClose={close}
        />
      )}
      <ChatPicker open={adding.kind === 'chats'} onPick={(chat) => setAdding({ kind: 'chat', chat })} onClose={close} />
      {problem && <ErrorNote problem={problem} />}
      <p className={styles.said} role="status">
        {said}
      </p>
      <MemberList members={members} follows={follows} gone={gone} onRemove={remove} />
    </section>
  );
};
