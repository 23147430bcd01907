import { z } from 'zod';
import { TemplateId } from './ids';

/**
 * 模板: a named message text. `{{time}}`, `{{me}}` and `{{clipboard}}` in it are filled in when a person inserts it, and
 * nowhere else: text from links, the command line or a file never is.
 */
export const Template = z.strictObject({
  id: TemplateId,
  name: z.string().trim().min(1).max(40),
  text: z.string().min(1).max(2000),
});
export type Template = z.infer<typeof Template>;

/** A template filled in. `cut`: the clipboard held more than could be taken over. */
export interface FilledTemplate {
  text: string;
  cut: boolean;
}
