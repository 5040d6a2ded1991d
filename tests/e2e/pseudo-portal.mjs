// Loaded by a portal under test with `node --import`: its English becomes the language that nobody speaks.
import { register } from 'node:module';
import { pseudoTexts } from './pseudo.mjs';

// Every instance is made by createI18n (app/i18n/i18n.ts): pseudo-hooks.mjs has it ask here for its texts.
Object.assign(globalThis, { exchangedTexts: (/** @type {string} */ locale, /** @type {any} */ texts) => (locale === 'en' ? pseudoTexts(texts) : texts) });
register('./pseudo-hooks.mjs', import.meta.url);
