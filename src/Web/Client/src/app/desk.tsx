import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Told, View } from '../api/types';
import { AskPlace } from '../features/asks/ask-place';
import { AskedBar } from '../features/asks/asked-bar';
import { ClosedComposer } from '../features/composer/closed-composer';
import { Composer } from '../features/composer/composer';
import type { ComposerProps } from '../features/composer/composer';
import { ContextPane } from '../features/context/context-pane';
import { CoSignBar } from '../features/gestures/co-sign-bar';
import { FloorGive } from '../features/gestures/floor-give';
import { FulfilBar } from '../features/gestures/fulfil-bar';
import { GiveSection } from '../features/gestures/give-section';
import { ListPane } from '../features/list/list-pane';
import { NoticeButton } from '../features/notices/notice-button';
import { useNoticeSignals } from '../features/notices/use-notice-signals';
import { OfferBar } from '../features/offers/offer-bar';
import { LiveLight } from '../features/rail/live-light';
import { Rail } from '../features/rail/rail';
import type { Narrowing } from '../features/search/narrowing';
import { SearchPane } from '../features/search/search-pane';
import { NoThread, ThreadPane } from '../features/thread/thread-pane';
import { useStore } from '../realtime/store';
import { mayHelp, mayRead, mayWrite, useWorkspace } from '../realtime/workspace';
import { IconButton } from '../ui/button';
import { classes } from '../ui/classes';
import { LoadingFace } from '../ui/face';
import { focusComposer } from '../ui/focus';
import { figure } from '../ui/format';
import { icons } from '../ui/icons';
import { copyLink } from '../ui/link-by-hand';
import { words } from '../ui/words';
import { here } from './address';
import styles from './desk.module.css';
import { ResizeHandle } from './resize-handle';
import { pathOf, routeOf, specOf } from './route';
import type { Place } from './route';
import { useContextActions } from './use-context-actions';
import { useDeskActions } from './use-desk-actions';
import { useDeskNotices } from './use-desk-notices';
import { useLocation } from './use-location';
import { useNext } from './use-next';
import { useResolveNext } from './use-resolve-next';
import { useNextBest } from './use-next-best';
import { useSettled } from './use-settled';
import { useWidth } from './use-width';

/** Looked at now and then, so fetched when wanted. */
const Settings = lazy(() => import('../features/settings/settings'));
const Floor = lazy(() => import('../features/floor/floor'));

/** The panes side by side, and the way between them. */
export function Desk({ onSignOut }: { onSignOut: () => void }) {
  const workspace = useWorkspace();
  const { link, list, commands, drafts, me } = workspace;
  const isReader = mayRead(me);
  const status = useStore(link.status);
  const { route, pane, isFromList, go, back, visit } = useLocation();
  const width = useWidth();
  const [order, setOrder] = useState<readonly string[]>([]);
  const onOrder = useCallback((ids: readonly string[]) => {
    setOrder((before) => (isSameOrder(before, ids) ? before : ids));
  }, []);
  const spec = useMemo(() => specOf(route), [route]);
  const { conversation } = route;
  const place = useMemo(() => ({ conversation, at: route.at, visit }), [conversation, route.at, visit]);
  // Who is done with one reads the next; who walks through the list looks at the list.
  const [awaited, setAwaited] = useState<string | undefined>(undefined);
  const settled = useSettled(place, conversation !== undefined && conversation === awaited);
  const { conversation: shown, at, visit: shownVisit } = settled.first;
  const { conversation: written } = settled.rest;

  // Who is mentioned is led to those words; everything else is about where the conversation stands now.
  const openNotice = useCallback((told: Told) => {
    go(pathOf({ view: 'all', conversation: told.conversationId, at: told.kind === 'mentioned' || told.kind === 'coSignAsked' ? told.seq : undefined }));
  }, [go]);
  const unseen = useNoticeSignals(route.page === 'settings' ? undefined : conversation, openNotice);

  useEffect(() => {
    // The settings need no list, but the rail beside them has counts.
    if (isReader && (route.page === 'desk' || !list.isWatched)) list.watch(spec);
  }, [isReader, list, route.page, spec]);
  useEffect(() => {
    const title = route.page === 'floor' ? words.floor.title : route.page === 'settings' ? words.views.settings : route.page === 'search' ? words.search.title : route.view === 'queue' ? words.views.queues : words.views[route.view];
    document.title = `${unseen > 0 ? `(${figure(unseen)}) ` : ''}${title} · ${words.app}`;
  }, [route, unseen]);

  const open = useCallback((id: string | undefined, replace = false, at?: number) => {
    go(pathOf({ ...route, conversation: id, at }), { replace, isFromList: conversation === undefined && !replace });
  }, [go, route, conversation]);
  const goView = useCallback((view: View, queue?: string) => {
    go(pathOf({ view, queue }));
  }, [go]);
  const openAnywhere = useCallback((id: string) => { go(pathOf({ view: 'all', conversation: id })); }, [go]);
  const goSettings = useCallback(() => { go('/settings'); }, [go]);
  const goFloor = useCallback(() => { go('/floor'); }, [go]);
  const openOnFloor = useCallback((id: string | undefined) => { go(id === undefined ? '/floor' : `/floor/${encodeURIComponent(id)}`); }, [go]);
  // Who only helps on the floor has nothing else to look at.
  const mustHelp = !isReader && route.page !== 'floor' && route.page !== 'settings';
  useEffect(() => {
    if (mustHelp) go('/floor', { replace: true });
  }, [mustHelp, go]);
  const toList = useCallback(() => {
    const path = pathOf({ ...route, conversation: undefined });
    if (isFromList) back(path);
    else go(path, { replace: true });
  }, [back, go, isFromList, route]);

  // The first screen opens what waits on top; any other list waits to be asked.
  const mustLand = isReader && route.isLanding && width !== 'narrow' && conversation === undefined;
  const first = order[0];
  useEffect(() => {
    if (mustLand && first !== undefined) open(first, true);
  }, [mustLand, first, open]);

  const next = useNext(order, conversation);
  const openNext = useCallback(() => {
    setAwaited(next.afterThis);
    open(next.afterThis);
  }, [next.afterThis, open]);
  const { resolve: resolveNext, resolveSent } = useResolveNext(conversation, openNext);
  const snoozeNext = useCallback((until: string) => {
    if (conversation === undefined) return;
    void commands.snooze(conversation, until);
    openNext();
  }, [commands, conversation, openNext]);

  const toggleContext = useCallback(() => {
    if (pane === 'context') back(pathOf(route));
    else go(pathOf(route), { pane: 'context' });
  }, [pane, back, go, route]);
  const openAt = useCallback((id: string, at: number | undefined) => { open(id, false, at); }, [open]);
  const onCopyLink = useCallback((seq: number | undefined) => {
    if (conversation !== undefined) void copyLink(pathOf({ view: 'all', conversation, at: seq }));
  }, [conversation]);
  const onLook = useCallback((id: string) => { go(pathOf({ view: 'all', conversation: id })); }, [go]);
  const toEnd = useCallback(() => { open(conversation, true); }, [open, conversation]);
  const onEdit = useCallback((text: string) => {
    if (conversation === undefined) return;
    const held = drafts.get(conversation);
    drafts.put(conversation, held ? { ...held, text: [held.text, text].filter((part) => part !== '').join('\n') } : { text, mode: undefined });
    focusComposer();
  }, [conversation, drafts]);
  const onInsert = useCallback((text: string) => {
    if (written === undefined) return;
    const held = drafts.get(written);
    drafts.put(written, { text: [held?.text ?? '', text].filter((part) => part !== '').join('\n'), mode: held?.mode });
    focusComposer();
  }, [written, drafts]);
  const onPolicy = useCallback(() => { go('/settings/gestures'); }, [go]);
  const onSearch = useCallback((q: string | undefined) => {
    go(pathOf({ ...route, q: q === '' ? undefined : q }), { replace: true });
  }, [go, route]);
  const onNarrow = useCallback((narrowing: Narrowing) => { go(pathOf({ ...route, narrowing }), { replace: true }); }, [go, route]);
  const onMoved = useCallback((path: string) => {
    // What is open stays open; asked for only now, so that the rail is not drawn anew with every conversation.
    const { conversation: opened, at: openedAt } = routeOf(here().path);
    go(pathOf({ ...routeOf(path), conversation: opened, at: openedAt }), { replace: true });
  }, [go]);
  const onTake = useCallback(async (queue: string | undefined) => {
    const page = await workspace.api.list({ view: queue === undefined ? 'unattended' : 'queue', ...(queue === undefined ? {} : { queue }), sort: 'oldest' }, 1);
    const longest = page.items[0];
    if (longest && await commands.claim(longest.id)) go(pathOf({ view: 'mine', conversation: longest.id }));
  }, [workspace, commands, go]);

  useContextActions(conversation, pane === 'context' || width === 'wide', toggleContext);
  const openMine = useCallback((id: string) => { go(pathOf({ view: 'mine', conversation: id })); }, [go]);
  const nextBest = useNextBest(openMine);
  useDeskActions({ nextBest, route, pane, width, next, open, goView, goSettings, goFloor: mayHelp(me) ? goFloor : undefined, toList, toggleContext, onSignOut });
  useDeskNotices(open, conversation);

  const bell = useMemo(() => <NoticeButton onOpen={openNotice} />, [openNotice]);
  const composer = useMemo(() => written !== undefined && (
    <>
      <CoSignBar key={`signs ${written}`} conversationId={written} />
      <FulfilBar key={`undone ${written}`} conversationId={written} />
      <ComposerPlace key={`composer ${written}`} conversationId={written} onSentAndResolve={resolveSent} onSentAndSnooze={snoozeNext} />
    </>
  ), [written, resolveSent, snoozeNext]);
  const beside = useMemo(() => written !== undefined && (
    <GiveSection key={`give ${written}`} conversationId={written} onInsert={onInsert} onPolicy={onPolicy} />
  ), [written, onInsert, onPolicy]);

  const isNarrow = width === 'narrow';
  const isFloor = route.page === 'floor' || mustHelp;
  // Pages of their own, beside the rail.
  const isSettings = route.page === 'settings' || isFloor;
  const isSearch = route.page === 'search';
  const isMenu = isNarrow && pane === 'menu';
  const isThreadShown = !isSettings && !isMenu && (!isNarrow || conversation !== undefined);
  const isListShown = !isSettings && !isMenu && (!isNarrow || conversation === undefined);
  const isContextShown = !isSettings && conversation !== undefined && (width === 'wide' || pane === 'context');

  const menu = isNarrow && (
    <IconButton label={words.views.menu} onClick={() => { go(pathOf(route), { pane: 'menu' }); }}>{icons.menu}</IconButton>
  );
  return (
    <div className={classes(styles.desk, isSettings && styles.settings)} data-not-live={status.kind === 'down' ? '' : undefined}>
      <div className={styles.rail} hidden={isNarrow && !isMenu}>
        <Rail
          view={route.page === 'desk' ? route.view : route.page} queue={route.queue} onGo={goView} onSettings={goSettings} onFloor={goFloor}
          path={isSettings ? '' : pathOf({ ...route, conversation: undefined })} onPath={go} onMoved={onMoved} onConversation={openAnywhere}
        >
          {bell}
        </Rail>
      </div>
      {isSettings && !isMenu && (
        <div className={styles.page}>
          <Suspense fallback={<LoadingFace />}>
            {isFloor ? <Floor conversationId={route.section} onOpen={openOnFloor} isNarrow={isNarrow} menu={menu} giving={({ id, entries }) => <FloorGive conversationId={id} entries={entries} />} /> : <Settings
              section={route.section} onSection={(section) => { go(section === undefined ? '/settings' : `/settings/${section}`); }}
              onSignOut={onSignOut} onBack={() => { back('/unattended'); }} onOpen={(id) => { go(pathOf({ view: 'all', conversation: id })); }}
            />}
          </Suspense>
        </div>
      )}
      {!isSettings && (
        <div className={styles.list} inert={!isListShown} data-hidden={isListShown ? undefined : ''}>
          {mayWrite(workspace.me) && <AskedBar onLook={onLook} />}
          {isSearch && isListShown && <OfferBar onTaken={openMine} isAlone={false} />}
          {isSearch ? (
            <SearchPane
              q={route.q ?? ''} narrowing={route.narrowing} onNarrow={onNarrow} selectedId={conversation} selectedAt={route.at}
              onSearch={onSearch} onOpen={openAt} onClose={() => { back('/unattended'); }} onOrder={onOrder} isShown={isListShown} lead={menu}
            />
          ) : <ListPane
            key={`${route.view} ${route.queue ?? ''}`} spec={spec} selectedId={conversation} onOpen={open} onSearch={onSearch}
            onSearchIn={(isClosed) => { go(pathOf({ view: 'all', q: route.q, state: isClosed ? 'closed' : undefined })); }}
            onTake={(queue) => void onTake(queue)} onNext={nextBest} onAddChannel={() => { go('/settings/channels'); }} onOrder={onOrder} lead={menu}
            onFilter={(filter) => { go(pathOf({ view: route.view, queue: route.queue, q: route.q, ...filter } as Place)); }}
            onSearchAll={() => { go('/search'); }} offer={isListShown && <OfferBar onTaken={openMine} isAlone={false} />}
          />}
          {isNarrow && <LiveLight />}
          {width === 'wide' && <ResizeHandle />}
        </div>
      )}
      {!isListShown && <OfferBar onTaken={openMine} isAlone />}
      {isThreadShown && (
        <main className={styles.thread}>
          {shown === undefined
            ? <NoThread canOpen={first !== undefined} onOpenFirst={() => { if (first !== undefined) open(first); }} />
            : (
              <ThreadPane
                conversationId={shown} at={at} visit={shownVisit} onToEnd={toEnd} onBack={toList} onResolveNext={resolveNext}
                onContext={toggleContext} isContextOpen={isContextShown} onEdit={onEdit} onCopyLink={onCopyLink}
              >
                {composer}
              </ThreadPane>
            )}
        </main>
      )}
      {(isContextShown || (width === 'wide' && !isSettings)) && (
        <div className={styles.context}>
          <ContextPane conversationId={written} onClose={toggleContext}>{beside}</ContextPane>
        </div>
      )}
    </div>
  );
}

type PlaceProps = Pick<ComposerProps, 'onSentAndResolve' | 'onSentAndSnooze'> & { conversationId: string };

function ComposerPlace({ conversationId, ...after }: PlaceProps) {
  const { threads, me, draftSync } = useWorkspace();
  const view = useStore(useMemo(() => threads.view(conversationId), [threads, conversationId]));
  useEffect(() => { void draftSync?.open(conversationId); }, [draftSync, conversationId]);
  if (!view.summary) return null;
  if (!mayWrite(me)) return <ClosedComposer text={words.composer.mayNotWrite} />;
  if (view.summary.state === 'closed') return <ClosedComposer text={words.composer.closed} />;
  return (
    <>
      <AskPlace conversationId={conversationId} />
      <Composer summary={view.summary} entries={view.state.entries} {...after} />
    </>
  );
}

function isSameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
