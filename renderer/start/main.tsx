import '../styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ToPage } from '../../shared/contract/shell-messages.ts';
import { openShellLink } from '../client/shell-link.ts';
import { StartPage } from './StartPage.tsx';

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no place for the window');

// Before anything is drawn, since the shell speaks as soon as the page is loaded.
const listeners = new Set<(message: ToPage) => void>();
const heard: ToPage[] = [];
const link = openShellLink((message) => {
  heard.push(message);
  for (const listener of listeners) listener(message);
});

createRoot(root).render(
  <StrictMode>
    <StartPage
      tell={(message) => link.tell(message)}
      listen={(listener) => {
        for (const message of heard) listener(message);
        listeners.add(listener);
        return () => void listeners.delete(listener);
      }}
    />
  </StrictMode>,
);
