import type { Problem } from '../advice/problem';
import type { Brand } from '../model/workspace';
import type { ConsoleLink } from './console-link';

/** What a button beside a check does: goes to the page, tries the other brand, or copies what has to be typed there. */
export type CheckFix =
  | { kind: 'open'; label: string; link: ConsoleLink }
  | { kind: 'brand'; label: string; brand: Brand }
  | { kind: 'copy'; label: string; text: string };

/** A line of the doctor before it is asked: what it is called. */
export interface CheckLine {
  id: string;
  label: string;
  /** The scope's name in the console, for a line that is about one. */
  scope: string | null;
}

/** A line of the doctor with what was found, its words in the window's language. */
export interface CheckView extends CheckLine {
  /** `skipped`: what comes before it failed. */
  state: 'ok' | 'warn' | 'fail' | 'skipped';
  problem: Problem | null;
  /** What else helps to understand or mend it. */
  note: string | null;
  fixes: readonly CheckFix[];
}
