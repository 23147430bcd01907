import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { mostRecipients } from '../../../electron/contract/limits';
import type { ConfirmedBoard } from '../../../electron/contract/model/board';
import type { Draft, Recipient } from '../../../electron/contract/model/draft';
import type { Group } from '../../../electron/contract/model/group';
import { recipientKey } from '../../../electron/contract/rules/person-key';
import { stakeOf } from '../../../electron/contract/rules/stake';
import { useTranslation } from '../../i18n/use-translation';
import { useApp, useWorkspace } from '../../state/app-store';
import { useConsent } from '../../state/asking';
import { toast } from '../../ui/feedback/toast';
import { VisuallyHidden } from '../../ui/text/text-spans';
import { NightDialog } from '../shared/night-dialog';
import { useComposeKeys } from './compose-keys';
import styles from './compose-screen.module.css';
import { useComposer, useComposerState } from './draft/composer';
import { isPaidDraft } from './draft/paid-draft';
import { addRecipients, offeredGroup, withGroupDefaults } from './draft/recipients';
import { DraftBar } from './draft-bar';
import { MessageField } from './message/message-field';
import { useTemplate } from './message/templates';
import { QuickBar, WorkspaceTag } from './quick-buzz';
import { AskField } from './send/ask-field';
import { BuzzButton } from './send/buzz-button';
import { ChannelField } from './send/channel-field';
import { DeliveryField } from './send/delivery-field';
import { LadderField } from './send/ladder-field';
import { PlanLine } from './send/plan-line';
import { useBuzz } from './send/use-buzz';
import { useChannels } from './send/use-channels';
import { Favorites } from './to/favorites';
import { ToField } from './to/to-field';

const MessagePicker = lazy(() =>
  import('./existing-message/message-picker').then((module) => ({ default: module.MessagePicker })),
);

/** Composes a buzz: in the popup, and laid out wide as quick buzz. */
export const ComposeScreen = ({ onSent }: { onSent: (board: ConfirmedBoard) => void }) => {
  const { t } = useTranslation('common');
  const { t: words } = useTranslation('compose');
  const composer = useComposer();
  const { draft, plan, foreseen, sending, problem, reading } = useComposerState();
  const quick = useApp((state) => state.how === 'quick');
  const shows = useApp((state) => state.shows);
  const groups = useApp((state) => state.groups);
  const lastGroupId = useApp((state) => state.lastGroupId);
  const practice = useWorkspace()?.practice ?? false;
  const [holding, setHolding] = useState(false);
  const [picking, setPicking] = useState(false);
  useConsent(holding);
  const ladders = useApp((state) => state.settings.ladders);
  const paid = isPaidDraft(draft, ladders);

  const toRef = useRef<HTMLInputElement>(null);
  const messageRef = useRef<HTMLTextAreaElement>(null);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const focus = useMemo(
    () => ({
      to: () => toRef.current?.focus(),
      // An existing message that is buzzed as it is has no text box.
      message: () => (messageRef.current ?? buttonRef.current)?.focus(),
      button: () => buttonRef.current?.focus(),
    }),
    [],
  );
  const { begin } = useTemplate();
  const { note, night, clearNote, buzz } = useBuzz(focus, onSent);

  const newest = plan.kind === 'ready' ? plan.plan : plan.kind === 'planning' ? plan.last : null;
  const edit = (change: Partial<Draft>) => {
    clearNote();
    composer.edit(change);
  };
  const add = (recipients: readonly Recipient[]) => {
    const { draft: now } = composer.current();
    const all = addRecipients(now.to, recipients);
    if (all.length > mostRecipients) toast(words('to-full', { count: mostRecipients }));
    const to = all.slice(0, mostRecipients);
    const first = recipients[0];
    const group =
      now.to.length === 0 && first?.kind === 'group' ? groups.find((each) => each.id === first.groupId) : null;
    edit(group ? withGroupDefaults({ ...now, to }, group) : { to });
    if (group) void begin(group);
  };
  /** With a group, To is mostly complete: the message is next. */
  const addAndGoOn = (recipients: readonly Recipient[]) => {
    const first = composer.current().draft.to.length === 0;
    add(recipients);
    if (first && recipients[0]?.kind === 'group') focus.message();
  };
  const replace = (old: readonly Recipient[], by: readonly Recipient[]) => {
    const { to } = composer.current().draft;
    const keys = old.map(recipientKey);
    const found = to.findIndex((each) => keys.includes(recipientKey(each)));
    // The recipient to correct may have been removed meanwhile.
    const at = found < 0 ? to.length : found;
    const rest = (each: Recipient) => !keys.includes(recipientKey(each));
    const all = addRecipients([...to.slice(0, at).filter(rest), ...by], to.slice(at).filter(rest));
    if (all.length > mostRecipients) toast(words('to-full', { count: mostRecipients }));
    edit({ to: all.slice(0, mostRecipients) });
  };
  const toggle = (group: Group, on: boolean) => {
    const it: Recipient = { kind: 'group', groupId: group.id };
    if (on) addAndGoOn([it]);
    else replace([it], []);
  };

  // The focus when the window appears: quick buzz begins with To, the popup with the first field that is empty.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only showing the window moves the focus, not typing
  useEffect(() => {
    if (quick || composer.current().draft.to.length === 0) focus.to();
    else focus.message();
  }, [shows, quick, focus]);

  const channels = useChannels(
    useCallback(
      (channel) => {
        clearNote();
        composer.edit({ channel });
      },
      [clearNote, composer],
    ),
  );
  const { choose } = channels;
  useComposeKeys(
    useCallback(
      (key) => {
        switch (key.kind) {
          case 'channel':
            return choose(key.channel);
          case 'buzz':
            return void buzz('plain', null, true);
          case 'paid-buzz':
            if (isPaidDraft(composer.current().draft, ladders)) void buzz('paid', newest, true);
        }
      },
      [buzz, choose, composer, ladders, newest],
    ),
  );

  const chosen = useMemo(() => new Set<string>(draft.to.map(recipientKey)), [draft.to]);
  // A line that is still being read is a recipient already: a second Enter must not add a group to it.
  const ghost = quick && draft.to.length === 0 && reading === 0 ? offeredGroup(groups, lastGroupId) : null;

  return (
    <section className={styles.compose} data-quick={quick || undefined}>
      <VisuallyHidden role="heading" aria-level={1}>
        {t('tab-buzz')}
      </VisuallyHidden>
      <DraftBar onCleared={focus.to} />
      <ToField
        to={draft.to}
        planned={[...foreseen, ...(newest?.people ?? [])]}
        onType={clearNote}
        onAdd={addAndGoOn}
        onReplace={replace}
        onDone={focus.message}
        quick={quick}
        ghost={ghost}
        tail={quick && <WorkspaceTag onSwitched={focus.to} />}
        inputRef={toRef}
      />
      <div className={styles.rest}>
        <div className={styles.form}>
          {!quick && <Favorites chosen={chosen} onToggle={toggle} />}
          <MessageField
            text={draft.text}
            onChange={(text) => edit({ text })}
            about={draft.about}
            onRemoveAbout={() => {
              edit({ about: null });
              requestAnimationFrame(focus.message);
            }}
            onPickExisting={() => setPicking(true)}
            inputRef={messageRef}
            pictures={draft.pictures}
          />
          <ChannelField value={draft.channel} channels={channels} paid={paid} />
          <div className={styles.pair}>
            {draft.about === null && (
              <DeliveryField value={draft.delivery} plan={newest} onChange={(delivery) => edit({ delivery })} />
            )}
            <LadderField value={draft.ladder} onChange={(next) => edit({ ladder: next, climbs: null })} />
          </div>
          <AskField draft={draft} onChange={(ask) => edit({ ask })} />
        </div>
        <footer className={styles.foot} data-tour="buzz">
          <PlanLine
            state={plan}
            paid={paid}
            problem={problem}
            note={note}
            onRoom={() => edit({ delivery: { mode: 'room' } })}
            draft={draft}
            onClimbs={(climbs) => edit({ climbs })}
          />
          <BuzzButton
            paid={paid}
            practice={practice}
            plan={plan}
            empty={draft.to.length === 0}
            sending={sending}
            onBuzz={() => void buzz('plain', null)}
            // The plan shown when the hold began, and only for this draft.
            onHeld={() => void buzz('paid', composer.current().draft === draft ? newest : null)}
            onHolding={setHolding}
            buttonRef={buttonRef}
          />
        </footer>
      </div>
      {quick && <QuickBar paid={paid} ghost={ghost} />}
      <NightDialog
        problem={night?.problem ?? null}
        stake={night && stakeOf(night.plan)}
        practice={practice}
        onHeld={() => void buzz('paid-at-night', night?.plan ?? null)}
        onCancel={clearNote}
      />
      {picking && (
        <Suspense fallback={null}>
          <MessagePicker
            onClose={() => setPicking(false)}
            onDone={(picked) => {
              setPicking(false);
              // An existing message stays in its chat, so the choice of delivery does not apply.
              edit({ ...picked, delivery: { mode: 'auto' } });
              requestAnimationFrame(focus.message);
            }}
          />
        </Suspense>
      )}
    </section>
  );
};
