import '@fontsource-variable/source-sans-3';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { SessionKeeper } from './app/session';
import { follow } from './app/speech';
import { remembered } from './realtime/preferences';

const chosen = remembered();
document.documentElement.dataset.theme = chosen.theme;
const session = new SessionKeeper();
await follow(chosen);
session.start();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
