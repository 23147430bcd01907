import { useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { InboxMessage, InboxReply } from '../../../electron/contract/model/message/inbox';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { classNames } from '../../ui/class-names';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Button } from '../../ui/form/button';
import layout from '../../ui/layout.module.css';
import { Avatar } from '../../ui/text/avatar';
import { Pill } from '../../ui/text/pill';
import styles from './inbox-screen.module.css';
import { ReplyForm } from './reply-form';

/** A text beyond one of these is shown in part first (characters, lines). */
const long = { letters: 160, lines: 4 };

const replyWords = {
  sent: 'you-replied',
  sending: 'reply-sending',
  failed: 'reply-failed',
  unknown: 'reply-unknown',
} as const satisfies Record<InboxReply['state'], string>;

/** A message's text, in part at first if it is long. */
const Text = ({ message }: { message: InboxMessage }) => {
  const { t } = useTranslation('inbox');
  const [whole, setWhole] = useState(false);
  const { text, wordless, recalled } = message;
  if (recalled || wordless) return <p className={layout.beside}>{recalled ? t('recalled') : text}</p>;
  const isLong = text.length > long.letters || text.split('\n').length > long.lines;
  return (
    <div>
      <p className={classNames(styles.text, isLong && !whole && styles.part)} data-selectable dir="auto">
        {text}
      </p>
      {isLong && (
        <Button variant="link" size="s" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'less' : 'whole')}
        </Button>
      )}
    </div>
  );
};

const ReplyNote = ({ reply }: { reply: InboxReply }) => {
  const { t } = useTranslation('inbox');
  const { state, text, problem } = reply;
  return (
    <>
      <p className={classNames(layout.beside, styles.text, state !== 'sent' && layout.warn)}>
        {t(replyWords[state], { text })}
      </p>
      {problem && state !== 'sent' && <ErrorNote problem={problem} variant="line" announced={false} />}
    </>
  );
};

/** One message to the bot, with what can be done about it. */
export const InboxRow = ({
  message,
  marked,
  onBuzz,
  onReply,
  onDismiss,
  onBoard,
}: {
  message: InboxMessage;
  marked: { 'data-marked': true | undefined };
  onBuzz: () => void;
  onReply: (text: string) => Promise<Problem | null>;
  onDismiss: (dismissed: boolean) => void;
  onBoard: () => void;
}) => {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const [replying, setReplying] = useState(false);
  const replyButton = useRef<HTMLButtonElement>(null);
  const { from, chatType, chatName, at, state, edited, recalled, reply, buzzId } = message;
  const name = from.name ?? t('unknown');
  const where = chatType === 'p2p' ? null : chatName === null ? t('in-some-group') : t('in-group', { name: chatName });
  const close = () => {
    setReplying(false);
    replyButton.current?.focus();
  };
  return (
    <li className={styles.message} data-state={state} aria-label={name} {...marked}>
      <Avatar name={name} size="m" />
      <div className={styles.words}>
        <div className={styles.who}>
          <b>
            <bdi>{name}</bdi>
          </b>
          <span className={layout.fine}>
            {where && <bdi>{where}</bdi>}
            {where && ' · '}
            <time dateTime={new Date(at).toISOString()}>{format.moment(at)}</time>
            {edited && ` · ${t('edited')}`}
          </span>
          <Pill tone={state === 'new' ? 'brand' : state === 'replied' ? 'ok' : 'neutral'}>{t(state)}</Pill>
        </div>
        <Text message={message} />
        {reply && <ReplyNote reply={reply} />}
        {replying && <ReplyForm id={message.messageId} name={name} onSend={onReply} onClose={close} />}
        <div className={styles.actions} hidden={replying}>
          <Button
            size="s"
            data-row
            disabled={recalled}
            variant={state === 'new' ? 'primary' : 'ghost'}
            onClick={onBuzz}
          >
            {t('buzz')}
          </Button>
          <Button size="s" ref={replyButton} disabled={recalled} onClick={() => setReplying(true)}>
            {t('reply')}
          </Button>
          {state !== 'replied' && (
            <Button size="s" onClick={() => onDismiss(state === 'new')}>
              {t(state === 'new' ? 'dismiss' : 'put-back')}
            </Button>
          )}
          {buzzId && (
            <Button size="s" onClick={onBoard}>
              {t('board')}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
};
