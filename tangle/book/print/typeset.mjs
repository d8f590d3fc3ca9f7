// SPDX-License-Identifier: MIT
// typeset.mjs PDF NAME=VALUE...: book.typ as a PDF, with these inputs. What is wrong with it, Typst says.
import { writeFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const [pdf, ...inputs] = process.argv.slice(2);
process.env.FONTCONFIG_FILE = 'tangle/book/print/fonts.conf';
const typst = NodeCompiler.create({ workspace: '.', inputs: Object.fromEntries(inputs.map((input) => input.split(/=(.*)/s))) });
const book = typst.compile({ mainFilePath: 'tangle/book/print/book.typ' });
book.printDiagnostics();
if (!book.result) process.exit(1);
typst.evictCache(0); // what is laid out needs the half of its memory no more
writeFileSync(pdf, typst.pdf(book.result, { pdfStandard: 'ua-1' }));
