// SPDX-License-Identifier: MIT
// look.mjs FOLDER PICTURES CLOSELY: opens every page of FOLDER as a reader would, from disk: in light and in dark colours the
// title page and the chapters whose numbers stand in the file CLOSELY, the others in those that their text draws. Prints one line a fault,
// "PAGE KIND what is wrong", where KIND is axe-light, axe-dark, wide, blank, fold or script; then "PAGE done".
// Screenshots go to the folder PICTURES.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChromium } from '../lib/chromium.mjs';

const [folder, pictures, list] = process.argv.slice(2);
if (!list) {
  console.error('usage: node look.mjs FOLDER PICTURES CLOSELY');
  process.exit(2);
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const names = readdirSync(folder).filter((name) => name.endsWith('.html')).sort();
mkdirSync(pictures, { recursive: true });

const sizes = { desktop: [1280, 900], phone: [360, 740] };
const browser = await startChromium();
const blank = await browser.page(); // where pictures are counted; the tab opened last is the one in front
const tab = await browser.page();
let current = '';
const fault = (kind, text) => console.log(`${current} ${kind} ${String(text).replace(/\s+/g, ' ')}`);
tab.on('Runtime.exceptionThrown', ({ exceptionDetails: e }) => fault('script', e.exception?.description ?? e.text));
tab.on('Log.entryAdded', ({ entry }) => { if (entry.level === 'error') fault('script', `${entry.text} ${entry.url ?? ''}`); });

const setMode = (scheme, [width, height]) => Promise.all([
  tab.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false }),
  tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] }),
]);

/* What is folded is found by a link into it, stays shut for a link to its cover, and hints open one at a time. */
const foldFaults = `(async () => {
  const faults = [];
  const go = async (id) => { location.hash = id; await new Promise((done) => setTimeout(done, 30)); };
  for (const answer of document.querySelectorAll('details.answer')) {
    const chunk = answer.querySelector('.chunk');
    await go(answer.id);
    if (answer.open) faults.push('a link to #' + answer.id + ' opens the answer');
    if (chunk) await go(chunk.id);
    if (chunk && !answer.open) faults.push('a link to #' + chunk.id + ' leaves its answer shut');
  }
  for (const hints of document.querySelectorAll('.hints')) {
    for (const hint of hints.children) hint.open = true;
    await go('text');
    const open = [...hints.children].filter((hint) => hint.open).length;
    if (hints.children.length !== 3 || open !== 1) faults.push(open + ' of ' + hints.children.length + ' hints are open: ' + hints.textContent.slice(0, 60));
  }
  return faults;
})()`;

/* What colours something has its place in the page says, the names and classes from there up to the body: of all that stand in the
   same kind of place, two stay, with what they stand in. A chapter has six thousand words of highlighted code in twenty colours. */
const twoOfEach = `{
  const seen = new Map(), stay = new Set();
  for (const element of document.querySelectorAll('body *')) {
    let path = '';
    for (let e = element; e !== document.body; e = e.parentElement) path += e.tagName + '.' + e.getAttribute('class') + '>';
    seen.set(path, (seen.get(path) ?? 0) + 1);
    for (let e = element; seen.get(path) <= 2 && e; e = e.parentElement) stay.add(e);
  }
  for (const element of document.querySelectorAll('body *')) if (!stay.has(element)) element.remove();
}`;
const ofColours = ['color-contrast', 'link-in-text-block'];

const closely = readFileSync(list, 'utf8').split(/\s+/);
const schemesOf = (name) => closely.includes(name.slice(0, 2)) || name === 'index.html' ? ['light', 'dark'] :
  [['light', 'dark'][readFileSync(resolve(folder, name)).reduce((sum, byte) => sum + byte) % 2]];

for (const name of names) {
  current = name;
  const schemes = schemesOf(name);
  for (const scheme of schemes) {
    await setMode(scheme, sizes.desktop);
    await tab.open(pathToFileURL(resolve(folder, name)).href);
    await tab.run(axe);
    if (scheme === schemes[0]) for (const text of await tab.run(foldFaults)) fault('fold', text);
    // What is folded is text too: it must be readable once open.
    await tab.run('for (const d of document.querySelectorAll("details")) { d.removeAttribute("name"); d.open = true; }');
    for (const [device, size] of Object.entries(sizes)) {
      await setMode(scheme, size);
      const wide = await tab.run(`(() => { const d = document.scrollingElement; return d.scrollWidth > innerWidth ? d.scrollWidth : 0 })()`);
      if (wide) {
        const widest = await tab.run(`[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.className).slice(0, 3).join(' ')`);
        fault('wide', `scrolls sideways at ${size[0]} pixels (${scheme}): it is ${wide} wide; sticking out: ${widest}`);
      }
      const { data } = await tab.send('Page.captureScreenshot', { format: 'png' });
      writeFileSync(`${pictures}/${name.replace(/\.html$/, '')}-${device}-${scheme}.png`, Buffer.from(data, 'base64'));
      // A page with text on it has many shades; an empty one has one or two.
      const shades = await blank.run(`new Promise((resolve, reject) => { const i = new Image(); i.onerror = reject; i.onload = () => {
        const c = document.createElement('canvas'); c.width = i.width; c.height = i.height;
        const g = c.getContext('2d'); g.drawImage(i, 0, 0);
        resolve(new Set(new Uint32Array(g.getImageData(0, 0, i.width, i.height).data.buffer)).size) };
        i.src = 'data:image/png;base64,${data}' })`);
      if (shades < 16) fault('blank', `the ${device} screenshot (${scheme}) has ${shades} colours only`);
    }
    await setMode(scheme, sizes.desktop);
    const check = async (options) => {
      const found = await tab.run(`axe.run(${JSON.stringify({ resultTypes: ['violations'], ...options })}).then(r => r.violations.map(v => v.id + ' (' + v.nodes.length + ' times): ' + v.nodes.slice(0, 2).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' ... ')))`);
      for (const text of found) fault(`axe-${scheme}`, text);
    };
    // Nothing else depends on colours.
    if (scheme === schemes[0]) await check({ rules: Object.fromEntries(ofColours.map((rule) => [rule, { enabled: false }])) });
    await tab.run(twoOfEach);
    await check({ runOnly: ofColours });
  }
  console.log(`${name} done`);
}
await browser.close();
