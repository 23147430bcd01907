import { Suspense, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { View } from '../../electron/contract/ipc/startup';
import type { ConfirmedBoard } from '../../electron/contract/model/board';
import type { Draft } from '../../electron/contract/model/draft';
import type { BuzzId, GroupId } from '../../electron/contract/model/ids';
import { useBridge } from '../bridge';
import { useTranslation } from '../i18n/use-translation';
import { useEscape, useZoomKeys } from '../keys/window-keys';
import { ComposeScreen } from '../screens/compose/compose-screen';
import { useComposer } from '../screens/compose/draft/composer';
import { addRecipients, withGroupDefaults } from '../screens/compose/draft/recipients';
import { useTemplate } from '../screens/compose/message/templates';
import { useRepeat } from '../screens/shared/use-repeat';
import { useRepeatedNote } from '../screens/shared/use-repeated-note';
import { useApp, useAppStore, useWorkspace } from '../state/app-store';
import { useInboxStatus } from '../state/inbox';
import { useListening } from '../state/listening';
import { useRootAttributes } from '../state/window-store';
import { Toaster, toast } from '../ui/feedback/toast';
import { TabBar } from '../ui/screen/tab-bar';
import { WorkspaceEdge } from '../ui/screen/workspace-edge';
import styles from './app.module.css';
import { ErrorBoundary } from './error-boundary';
import { FileDrop } from './file-drop';
import { Header } from './header';
import { useAppKeys } from './keys/app-keys';
import { KeysDialog } from './keys/keys-dialog';
import { NoticesBar } from './notices-bar';
import {
  ActivityScreen,
  BoardScreen,
  fetchScreens,
  GroupsScreen,
  InboxScreen,
  SettingsScreen,
  TestBuzzScreen,
  WelcomeScreen,
} from './screens';
import { Tour } from './tour';

type Tab = 'compose' | 'groups' | 'activity' | 'inbox';

const isTab = (screen: View['screen']): screen is Tab =>
  screen === 'compose' || screen === 'groups' || screen === 'activity' || screen === 'inbox';

/** A screen; of a list the first row is selected where `select` says so. */
const screenOf = (screen: Tab | 'settings', select: boolean): View =>
  screen === 'compose' || screen === 'settings' ? { screen } : { screen, select };

/** The popup's frame: chooses the screen and draws what is the same on all of them. */
export const App = () => {
  const { t } = useTranslation('common');
  const bridge = useBridge();
  const store = useAppStore();
  const composer = useComposer();
  const workspace = useWorkspace();
  const view = useApp((state) => state.view);
  const quick = useApp((state) => state.how === 'quick');
  const locale = useApp((state) => state.locale);
  const { theme, reduceMotion } = useApp((state) => state.settings);
  useRootAttributes(theme, locale, reduceMotion);
  useEffect(fetchScreens, []);
  useZoomKeys(useCallback((zoom) => bridge.changeSettings({ zoom }), [bridge]));

  const inbox = useInboxStatus();
  const listening = useListening(useApp((state) => state.currentWorkspaceId));
  const listens = listening !== null && listening.mode !== 'off';
  const hasInbox = listens || inbox?.inUse === true || view.screen === 'inbox';
  const panelId = useId();
  const lastTab = useRef<Tab>('compose');
  if (isTab(view.screen)) lastTab.current = view.screen;
  const back = useCallback(() => store.go({ screen: lastTab.current }), [store]);
  const openBoard = useCallback((id: BuzzId) => store.go({ screen: 'board', id }), [store]);
  const takeDraft = useTakeDraft();
  const repeat = useRepeat(takeDraft);
  const noteRepeated = useRepeatedNote();
  const onSent = useCallback(
    (board: ConfirmedBoard) => {
      openBoard(board.id);
      noteRepeated(board);
      // A paid call that can still be undone has to stay in sight, and so has a buzz that was not made.
      const over = board.undoUntil === null && !board.repeated;
      if (store.current().settings.hideAfterBuzz && over) void bridge.hideWindow();
    },
    [openBoard, noteRepeated, store, bridge],
  );
  const { begin } = useTemplate();
  const composeFor = useCallback(
    (groupId: GroupId, byHotkey = false) => {
      const { draft } = composer.current();
      const group = store.current().groups.find((each) => each.id === groupId);
      const to = addRecipients(draft.to, [{ kind: 'group', groupId }]);
      const origin = byHotkey && group ? ({ from: 'hotkey', group: group.name } as const) : draft.origin;
      composer.edit(group && draft.to.length === 0 ? withGroupDefaults({ ...draft, to, origin }, group) : { to });
      if (group && draft.to.length === 0) void begin(group);
      store.go({ screen: 'compose' });
    },
    [begin, composer, store],
  );

  const groupToAdd = view.screen === 'compose' ? view.groupId : undefined;
  const byHotkey = view.screen === 'compose' && view.byHotkey === true;
  useEffect(() => {
    if (!groupToAdd) return;
    const { to } = composer.current().draft;
    // A key or a menu is quickly hit by accident: it fills an empty To, and adds nothing to recipients already chosen.
    if (to.length === 0) return composeFor(groupToAdd, byHotkey);
    store.go({ screen: 'compose' });
    if (!to.some((each) => each.kind === 'group' && each.groupId === groupToAdd)) toast(t('group-not-added'));
  }, [groupToAdd, byHotkey, composeFor, composer, store, t]);

  const toRepeat = view.screen === 'compose' ? view.repeat : undefined;
  useEffect(() => {
    if (!toRepeat) return;
    store.go({ screen: 'compose' });
    repeat(toRepeat);
  }, [toRepeat, repeat, store]);

  const putAway = useCallback(() => {
    composer.flush();
    void bridge.hideWindow();
  }, [bridge, composer]);
  useEscape(putAway);

  const [listing, setListing] = useState(false);
  useAppKeys(
    view,
    useCallback((key) => (key.kind === 'go' ? store.go(screenOf(key.screen, true)) : setListing(true)), [store]),
  );

  const [touring, setTouring] = useState(false);
  const endTour = useCallback(() => {
    setTouring(false);
    // It ends where a first buzz begins.
    document.querySelector<HTMLElement>('[data-tour="to"] input')?.focus();
  }, []);
  const endWelcome = () => {
    void bridge.changeSettings({ welcomed: true });
    store.go({ screen: 'compose' });
  };

  const screen = () => {
    switch (view.screen) {
      case 'welcome':
        return (
          <WelcomeScreen
            onPractice={() => {
              endWelcome();
              setTouring(true);
            }}
            onConnect={() => {
              endWelcome();
              void bridge.openConnect({ workspaceId: null });
            }}
          />
        );
      case 'test-buzz':
        return <TestBuzzScreen person={view.person ?? null} onDone={back} />;
      case 'compose':
        return <ComposeScreen onSent={onSent} />;
      case 'groups':
        return <GroupsScreen onCompose={composeFor} />;
      case 'activity':
        return <ActivityScreen onOpen={openBoard} onDraft={takeDraft} inbox={!hasInbox} />;
      case 'inbox':
        return <InboxScreen onDraft={takeDraft} onBoard={openBoard} />;
      case 'settings':
        return <SettingsScreen onBack={back} />;
      case 'board':
        return <BoardScreen id={view.id} raise={view.raise} onBack={back} onSendAgain={() => repeat(view.id)} />;
    }
  };
  const shown = (
    <ErrorBoundary key={view.screen}>
      <Suspense fallback={null}>{screen()}</Suspense>
    </ErrorBoundary>
  );
  const bare = !isTab(view.screen) || (quick && view.screen === 'compose');

  return (
    <div className={styles.app}>
      {workspace && view.screen !== 'board' && <WorkspaceEdge {...workspace} />}
      {!bare && (
        <>
          <Header />
          <nav className={styles.tabs} aria-label={t('tabs')}>
            <TabBar<Tab>
              label={t('tabs')}
              panelId={panelId}
              value={lastTab.current}
              onChange={(screen, byPointer) => store.go(screenOf(screen, byPointer))}
              tabs={[
                { value: 'compose', label: t('tab-buzz') },
                { value: 'groups', label: t('tab-groups') },
                { value: 'activity', label: t('tab-activity') },
                ...(hasInbox
                  ? [
                      {
                        value: 'inbox' as const,
                        label: inbox?.fresh ? t('tab-inbox-new', { count: inbox.fresh }) : t('tab-inbox'),
                      },
                    ]
                  : []),
              ]}
            />
          </nav>
        </>
      )}
      <NoticesBar />
      <main className={styles.main}>
        {/* The same elements in both layouts, so that Compose keeps its state when the hotkey makes it wide. */}
        <div
          className={styles.main}
          {...(!bare && { id: panelId, role: 'tabpanel', 'aria-labelledby': `${panelId}-${view.screen}` })}
        >
          {shown}
        </div>
      </main>
      {touring && !quick && view.screen === 'compose' && <Tour onEnd={endTour} />}
      <KeysDialog open={listing} onClose={() => setListing(false)} />
      <FileDrop />
      <Toaster />
    </div>
  );
};

/** Puts a whole draft into Compose and goes there; a toast offers to restore the draft it replaced. */
const useTakeDraft = (): ((draft: Draft) => void) => {
  const { t } = useTranslation('activity');
  const composer = useComposer();
  const store = useAppStore();
  return useCallback(
    (draft) => {
      const { draft: before, typed, fixing } = composer.current();
      composer.edit(draft);
      composer.type({ typed: '', fixing: null });
      store.go({ screen: 'compose' });
      const wasEmpty = before.to.length === 0 && before.text === '' && typed === '';
      if (before.workspaceId !== draft.workspaceId || wasEmpty) return;
      const run = () => {
        composer.edit(before);
        composer.type({ typed, fixing });
      };
      toast(t('draft-replaced'), { label: t('draft-back'), run });
    },
    [composer, store, t],
  );
};
