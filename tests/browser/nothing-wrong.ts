import { afterEach, expect } from 'vitest';
import { whatWentWrong } from './browser.ts';

/** In every browser test: no script fails, nothing is stopped by the page's policy, asked of elsewhere or left undrawn. */
afterEach(() => expect(whatWentWrong()).toEqual([]));
