// SPDX-License-Identifier: MIT
// pictures.mjs FOLDER PAGE: the two pictures of README.md, from what is really there: PAGE of the HTML book, and
// the boot whose output stands on standard input (its first line is the command that was given).
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChromium } from '../../tests/lib/chromium.mjs';

const [folder, page] = process.argv.slice(2);
if (!page) {
  console.error('usage: node pictures.mjs FOLDER PAGE <BOOT');
  process.exit(2);
}
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const boot = readFileSync(0, 'utf8').replace(/\r/g, '').trimEnd();

const browser = await startChromium();
const tab = await browser.page();
async function shoot(name, width, height) {
  await tab.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  const { data } = await tab.send('Page.captureScreenshot', { format: 'png' });
  writeFileSync(`${folder}/${name}.png`, Buffer.from(data, 'base64'));
}

await tab.open(pathToFileURL(resolve(page)).href);
await shoot('page', 1200, 900);
await tab.run(`document.documentElement.innerHTML = ${JSON.stringify(`<body style="margin:0;background:#17191c">
  <pre style="margin:0;padding:16px 20px;color:#dcdcd2;font:14px/1.4 'DejaVu Sans Mono',monospace">${escape(boot)}</pre>`)}`);
const [width, height] = await tab.run('[document.querySelector("pre").scrollWidth, document.querySelector("pre").scrollHeight]');
await shoot('boot', Math.min(width, 1000), height);
await browser.close();
