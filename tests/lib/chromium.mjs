// SPDX-License-Identifier: MIT
// Chromium without a window, spoken to over two pipes (--remote-debugging-pipe): no port, no library.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* Starts a browser. Returns { page(), close() }; page() opens an empty tab and returns
   { send(method, params), on(event, handler), open(url), run(expression) }. */
export async function startChromium() {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const child = spawn('chromium', [
    '--headless=new', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--no-first-run',
    '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars', '--force-device-scale-factor=1',
    '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-background-networking', '--disable-component-update', '--allow-file-access-from-files',
    // Chromium refuses its sandbox to root; the pages are our own.
    ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
  ], { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const [, , stderr, toBrowser, fromBrowser] = child.stdio;
  let complaints = '';
  stderr.on('data', (data) => { complaints = (complaints + data).slice(-4000); });
  // However this process ends, the browser ends with it.
  process.on('exit', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

  let lastId = 0;
  const waiting = new Map();
  const handlers = [];
  const fail = (error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.on('error', (error) => fail(new Error(`cannot start chromium: ${error.message}`)));
  child.on('exit', (code, signal) => fail(new Error(`chromium ended (${code ?? signal}): ${complaints}`)));

  let buffer = '';
  fromBrowser.setEncoding('utf8');
  fromBrowser.on('data', (data) => {
    const messages = (buffer + data).split('\0');
    buffer = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      const call = waiting.get(message.id);
      if (call) {
        waiting.delete(message.id);
        if (message.error) call.reject(new Error(`${call.method}: ${message.error.message}`));
        else call.resolve(message.result);
      } else {
        for (const h of handlers)
          if (h.session === message.sessionId && h.event === message.method) h.handler(message.params);
      }
    }
  });
  toBrowser.on('error', () => {}); // the exit handler says it better
  const send = (method, params = {}, sessionId = undefined) => new Promise((resolve, reject) => {
    const id = ++lastId;
    waiting.set(id, { resolve, reject, method });
    toBrowser.write(JSON.stringify({ id, method, params, sessionId }) + '\0');
  });

  async function page() {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId: session } = await send('Target.attachToTarget', { targetId, flatten: true });
    const tab = {
      send: (method, params) => send(method, params, session),
      on: (event, handler) => handlers.push({ session, event, handler }),
      async open(url) {
        const loaded = new Promise((resolve) => handlers.push({ session, event: 'Page.loadEventFired', handler: resolve }));
        const { errorText } = await tab.send('Page.navigate', { url });
        if (errorText) throw new Error(`${url}: ${errorText}`);
        await loaded;
      },
      async run(expression) {
        const { result, exceptionDetails } = await tab.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      },
    };
    await tab.send('Page.enable');
    await tab.send('Runtime.enable');
    await tab.send('Log.enable');
    return tab;
  }

  async function close() {
    const gone = new Promise((resolve) => child.on('exit', resolve));
    await send('Browser.close');
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return { page, close };
}
