import { Fragment, useEffect, useMemo, useState } from 'react';
import { KeySheet } from '../features/commands/key-sheet';
import { Palette } from '../features/commands/palette';
import { SignIn } from '../features/sign-in/sign-in';
import { useStore } from '../realtime/store';
import { WorkspaceContext } from '../realtime/workspace';
import type { Workspace } from '../realtime/workspace';
import { useActions } from '../ui/actions';
import { Button } from '../ui/button';
import { Face, LoadingFace } from '../ui/face';
import { action, setOwnKeys } from '../ui/key-table';
import { KeyListener } from '../ui/keys';
import { LabelHues } from '../ui/label-hues';
import { LinkByHand } from '../ui/link-by-hand';
import { clearNotices, Notices } from '../ui/notices';
import { words } from '../ui/words';
import { Desk } from './desk';
import styles from './desk.module.css';
import { Failure } from './failure';
import type { SessionKeeper } from './session';
import { follow, speechVersion } from './speech';

export function App({ session }: { session: SessionKeeper }) {
  const state = useStore(session.state);
  switch (state.kind) {
    case 'checking':
      return <div className={styles.waiting}>{state.notice === undefined ? <LoadingFace /> : <Face>{state.notice}</Face>}</div>;
    case 'failed':
      return (
        <div className={styles.waiting}>
          <Face isAlert action={<Button look="link" onClick={state.tryAgain}>{words.thread.retry}</Button>}>{state.notice}</Face>
        </div>
      );
    case 'out':
      return <SignIn notice={state.notice} onSignIn={(email, password) => session.signIn(email, password)} />;
    case 'in':
      return (
        <WorkspaceContext value={state.workspace}>
          <Failure>
            <SignedIn workspace={state.workspace} onSignOut={() => void session.signOut()} />
          </Failure>
        </WorkspaceContext>
      );
  }
}

type Overlay = 'palette' | 'keys' | undefined;

function SignedIn({ workspace, onSignOut }: { workspace: Workspace; onSignOut: () => void }) {
  const [overlay, setOverlay] = useState<Overlay>(undefined);
  const { theme, language, timeZone, keys, keysOff } = useStore(workspace.preferences.server);
  const { listWidth } = useStore(workspace.preferences.local);
  const version = useStore(speechVersion);
  const labels = useStore(workspace.labels.all);
  const hues = useMemo(() => new Map(labels.map(({ name, hue }) => [name, hue])), [labels]);

  useEffect(() => {
    workspace.start();
    return () => {
      workspace.stop();
      clearNotices();
    };
  }, [workspace]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.style.setProperty('--list-width', `${String(listWidth)}px`);
  }, [theme, listWidth]);
  useEffect(() => { void follow({ language, timeZone }); }, [language, timeZone]);
  useEffect(() => {
    if (setOwnKeys(keys)) speechVersion.update((before) => before + 1);
  }, [keys]);
  useEffect(() => {
    const listener = new KeyListener(() => !workspace.preferences.server.get().keysOff);
    addEventListener('keydown', listener.handle);
    return () => { removeEventListener('keydown', listener.handle); };
  }, [workspace]);

  useActions(useMemo(() => [
    action('keys', () => { setOverlay('keys'); }),
    action('palette', () => { setOverlay('palette'); }),
    // The words and keys of an action are read when it is offered.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  ], [version]));

  return (
    <Fragment key={version}>
      <LabelHues value={hues}><Desk onSignOut={onSignOut} /></LabelHues>
      <Notices />
      <LinkByHand />
      {overlay === 'palette' && <Palette onClose={() => { setOverlay(undefined); }} />}
      {overlay === 'keys' && <KeySheet areKeysOn={!keysOff} onClose={() => { setOverlay(undefined); }} />}
    </Fragment>
  );
}
