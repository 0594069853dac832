/** The bearer that this tab was let in with. It lives as long as the tab and is shown to nobody else. */

const KEY = 'bitflow.session';

/** Takes the single-use code out of the address, so that it stays in no history, and returns it. */
function takeCode(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code !== null) history.replaceState(null, '', `${location.pathname}${location.search}`);
  return code;
}

/**
 * Returns the bearer of this tab: one it has, or the one that the address's code is exchanged for; `null` when it has neither or the
 * code is not good any more.
 */
export async function openSession(): Promise<string | null> {
  const code = takeCode();
  if (code === null) return sessionStorage.getItem(KEY);
  const response = await fetch('/auth/exchange', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  if (!response.ok) return sessionStorage.getItem(KEY);
  const { bearer } = (await response.json()) as { bearer: string };
  sessionStorage.setItem(KEY, bearer);
  return bearer;
}

/** The host does not know this tab's bearer any more. */
export function forgetSession(): void {
  sessionStorage.removeItem(KEY);
}
