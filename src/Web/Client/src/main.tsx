import '@fontsource-variable/source-sans-3';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { SessionKeeper } from './app/session';
import { rememberedTheme } from './realtime/preferences';

document.documentElement.dataset.theme = rememberedTheme();
const session = new SessionKeeper();
session.start();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
