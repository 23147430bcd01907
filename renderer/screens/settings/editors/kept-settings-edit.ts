import type { Ladder } from '../../../../electron/contract/model/ladder';
import type { Template } from '../../../../electron/contract/model/settings';
import type { LadderForm } from './ladder-form';
import type { TemplateForm } from './template-form';

/** A ladder or a template being made or changed: what it was, and what the editor holds. */
export type SettingsEdit =
  | { kind: 'ladders'; original: Ladder | null; form: LadderForm }
  | { kind: 'templates'; original: Template | null; form: TemplateForm };

/**
 * The edit that was left without saving or cancelling: the hotkey, a notification or the tray's menu lead elsewhere, and
 * nothing typed may be lost by that. In memory only, for this window.
 */
let kept: SettingsEdit | null = null;

export const keptSettingsEdit = {
  current: (): SettingsEdit | null => kept,
  keep: (edit: SettingsEdit) => {
    kept = edit;
  },
  drop: () => {
    kept = null;
  },
};
