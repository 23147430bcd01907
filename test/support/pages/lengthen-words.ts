import type { Page } from 'playwright-core';

/**
 * Makes every word on a page 40 % longer, with accented letters, as in a third language: a page that fits then fits in any.
 * Times, numbers, keys and ids stay, since no language writes them longer. Returns a function that undoes it.
 */
export const lengthenWords = async (page: Page): Promise<() => Promise<void>> => {
  const handle = await page.evaluateHandle(() => {
    const accents: Readonly<Record<string, string>> = { a: 'å', e: 'é', i: 'ï', o: 'ö', u: 'ü', A: 'Å', E: 'É' };
    const before = new Map<Text, string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node as Text;
      if (!/[a-z]{2}|[\u4e00-\u9fff]/i.test(text.data) || text.parentElement?.closest('kbd, code, script, style'))
        continue;
      if (/cli_|https?:|@/.test(text.data)) continue;
      const chinese = /[\u4e00-\u9fff]/.test(text.data);
      const more = Math.ceil(text.data.trim().length * 0.4);
      const tail = chinese ? '长'.repeat(more) : ' ñöçhé'.repeat(Math.ceil(more / 6)).slice(0, Math.max(more, 2));
      before.set(text, text.data);
      text.data = text.data.replace(/[aeiouAE]/g, (letter) => accents[letter] ?? letter).trimEnd() + tail;
    }
    return before;
  });
  return async () => {
    await handle.evaluate((before) => {
      // Texts that changed meanwhile stay.
      for (const [text, data] of before) if (/[ñ长]/.test(text.data)) text.data = data;
    });
    await handle.dispose();
  };
};
