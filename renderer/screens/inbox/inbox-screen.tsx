import { Inbox, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { Draft } from '../../../electron/contract/model/draft';
import type { BuzzId, MessageId } from '../../../electron/contract/model/ids';
import { useBridge } from '../../bridge';
import { useFormat } from '../../i18n/format';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { useApp, useAppStore } from '../../state/app-store';
import { useInboxStatus } from '../../state/inbox';
import { useListening } from '../../state/listening';
import { ErrorNote } from '../../ui/feedback/error-note';
import { EmptyState, Skeleton } from '../../ui/feedback/placeholder';
import { toast } from '../../ui/feedback/toast';
import { Button } from '../../ui/form/button';
import layout from '../../ui/layout.module.css';
import { VisuallyHidden } from '../../ui/text/text-spans';
import { GrantHere } from '../shared/grant-button';
import { useRowKeys } from '../shared/use-row-keys';
import { InboxRow } from './inbox-row';
import styles from './inbox-screen.module.css';
import { useInbox } from './use-inbox';

/** Distance from the end of the list at which the next page is read (px). */
const near = 240;

/** Asks Feishu for new messages, and says what came of it. */
const useCheck = () => {
  const { t } = useTranslation('inbox');
  const bridge = useBridge();
  const [checking, setChecking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const check = useCallback(async () => {
    setChecking(true);
    const answer = await bridge.checkInbox();
    setChecking(false);
    setProblem(answer.ok ? answer.value.problem : answer.problem);
    if (!answer.ok) return;
    const { found } = answer.value;
    if (found > 0) toast(t('found', { count: found }));
    else if (answer.value.problem === null) toast(t('found-none'));
  }, [bridge, t]);
  return { checking, problem, check: () => void check() };
};

/** 收件箱: what people wrote to the bot, newest first. */
export const InboxScreen = ({
  onDraft,
  onBoard,
}: {
  /** Gets the draft that replies to a message. */
  onDraft: (draft: Draft) => void;
  onBoard: (id: BuzzId) => void;
}) => {
  const { t } = useTranslation(['inbox', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const store = useAppStore();
  const format = useFormat();
  // Renders anew when the window is shown again, perhaps on another day.
  useApp((state) => state.shows);
  const listening = useListening(useApp((state) => state.currentWorkspaceId));
  const status = useInboxStatus();
  const { messages, problem, reading, complete, readOlder, retry, dismiss, reply } = useInbox();
  const { checking, problem: unchecked, check } = useCheck();
  const list = useRef<HTMLElement>(null);
  const keys = useRowKeys(messages !== null);

  const readIfNear = () => {
    const box = list.current;
    if (box && box.scrollHeight - box.scrollTop - box.clientHeight < near) readOlder();
  };
  // A page that does not fill the window never scrolls, so older ones are read until it does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every page that came
  useEffect(readIfNear, [messages]);

  const buzz = async (messageId: MessageId) => {
    const draft = await bridge.draftFromInbox({ messageId });
    if (draft.ok) onDraft(draft.value);
    else toast(advice(draft.problem));
  };
  const putAway = async (messageId: MessageId, dismissed: boolean) => {
    const why = await dismiss(messageId, dismissed);
    if (why) return toast(advice(why));
    if (dismissed) toast(t('dismissed'), { label: t('common:undo'), run: () => void dismiss(messageId, false) });
  };
  const send = async (messageId: MessageId, text: string) => {
    const why = await reply(messageId, text);
    if (why === null) toast(t('reply-sent'));
    return why;
  };

  const off = listening !== null && listening.state === 'off';
  const checkButton = (
    <Button
      size="s"
      loading={checking}
      icon={<RefreshCw size={13} aria-hidden />}
      variant={messages?.length === 0 ? 'primary' : 'ghost'}
      onClick={check}
    >
      {t('check')}
    </Button>
  );
  const hint = off && (
    <p className={styles.hint}>
      {t('check-hint')}{' '}
      <Button variant="link" size="s" onClick={() => store.go({ screen: 'settings', section: 'workspaces' })}>
        {t('check-listen')}
      </Button>
    </p>
  );
  const failures = (
    <>
      {unchecked && <ErrorNote problem={unchecked} action={<GrantHere problem={unchecked} />} />}
      {problem && (
        <ErrorNote
          problem={problem}
          action={
            <Button size="s" onClick={retry}>
              {t('common:retry')}
            </Button>
          }
        />
      )}
    </>
  );
  const heading = (
    <h1 className={styles.heading}>
      <VisuallyHidden>{t('common:tab-inbox')}</VisuallyHidden>
    </h1>
  );

  if (messages === null)
    return (
      <div className={styles.screen} aria-busy={problem === null}>
        {heading}
        {failures}
        {problem === null && <Skeleton height="52px" />}
        {problem === null && <VisuallyHidden role="status">{t('common:loading')}</VisuallyHidden>}
      </div>
    );
  if (messages.length === 0)
    return (
      <div className={styles.screen}>
        {heading}
        {failures}
        <EmptyState
          icon={<Inbox size={22} />}
          title={t('empty-title')}
          text={t('empty-body')}
          action={
            <>
              {checkButton}
              {hint}
            </>
          }
        />
      </div>
    );
  return (
    <div className={styles.screen} {...keys.list}>
      {heading}
      <div className={styles.tools}>
        <span className={layout.fine}>
          {status?.checkedAt ? t('checked', { time: format.moment(status.checkedAt) }) : ''}
        </span>
        {checkButton}
      </div>
      {hint}
      {failures}
      <section ref={list} className={styles.list} aria-label={t('list')} onScroll={readIfNear}>
        <ul>
          {messages.map((message, index) => (
            <InboxRow
              key={message.messageId}
              message={message}
              marked={keys.row(index)}
              onBuzz={() => void buzz(message.messageId)}
              onReply={(text) => send(message.messageId, text)}
              onDismiss={(dismissed) => void putAway(message.messageId, dismissed)}
              onBoard={() => message.buzzId && onBoard(message.buzzId)}
            />
          ))}
        </ul>
        <p className={styles.foot} role="status">
          {reading ? t('more') : complete && messages.length > 20 ? t('end') : ''}
        </p>
      </section>
    </div>
  );
};
