/**
 * True while an input method composes: Enter, Esc, Tab and digits belong to it then. Chromium sends keyCode 229 for
 * keys that the input method took, also where `isComposing` is not yet set (the first key).
 */
export const isIme = (event: { isComposing: boolean; keyCode: number }): boolean =>
  event.isComposing || event.keyCode === 229;
