/**
 * Chromium shows "Aw, Snap!" where the process of a page died, and waits for somebody to reload it: nobody stands at a wall. Over its debugging pipe,
 * which only the process that started it holds (no port is opened), it tells of such pages, and they are loaded again.
 */
export const DEBUGGING_PIPE = { switch: '--remote-debugging-pipe', stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] };

/** A page that dies at once each time does not keep the machine busy. */
const RELOAD_DELAY_MS = 500;
const END_OF_MESSAGE = '\0';

/** Reads messages that end in a null byte. */
function onMessages(stream, take) {
  let pending = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const messages = (pending + text).split(END_OF_MESSAGE);
    pending = messages.pop();
    for (const message of messages) take(JSON.parse(message));
  });
}

/** `browser` is a child process with DEBUGGING_PIPE. Loads its pages again when their process dies, until the browser ends. */
export function reloadCrashedPages(browser) {
  const [, , , commands, events] = browser.stdio;
  let lastId = 0;
  const send = (method, params, sessionId) => {
    lastId += 1;
    if (commands.writable) commands.write(JSON.stringify({ id: lastId, method, params, sessionId }) + END_OF_MESSAGE);
  };
  onMessages(events, ({ method, params }) => {
    if (method === 'Target.targetCrashed') {
      setTimeout(() => send('Target.attachToTarget', { targetId: params.targetId, flatten: true }), RELOAD_DELAY_MS);
    } else if (method === 'Target.attachedToTarget') {
      send('Page.reload', {}, params.sessionId);
      send('Target.detachFromTarget', { sessionId: params.sessionId });
    }
  });
  // The browser may end between two messages: its end is told elsewhere.
  for (const stream of [commands, events]) stream.on('error', () => undefined);
  send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }] });
}
