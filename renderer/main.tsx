import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { shareActionsWithShell } from './actions/shell-actions.ts';
import { App } from './app/App.tsx';
import { showNotices } from './app/notify.ts';
import { engineGateway } from './client/engine.ts';
import { forgetSession, openSession } from './client/session.ts';
import { portTransport, socketTransport, type Transport } from './client/transport.ts';
import { useWorkspace } from './stores/workspace.ts';

// The page's policy forbids making code from text, which the schemas would otherwise try.
z.config({ jitless: true });

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no place for the window');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

/** The desktop shell serves the page from a scheme of its own. */
const isDesktop = location.protocol === 'bitflow:';

async function findTransport(): Promise<Transport | null> {
  if (isDesktop) return portTransport();
  const bearer = await openSession();
  return bearer === null ? null : socketTransport(bearer);
}

if (isDesktop) shareActionsWithShell();

const transport = await findTransport();
if (transport === null) {
  useWorkspace.setState({ connection: { kind: 'unauthorised' } });
} else {
  await engineGateway.connect(transport, showNotices);
  forgetSession();
}
