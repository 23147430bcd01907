import { useCallback, useEffect, useState } from 'react';
import type { Answer, Problem } from '../../../electron/contract/advice/problem';

/** Place for one unfinished edit. */
interface KeptEdit<Edit> {
  current(): Edit | null;
  /** Keeps this one instead; null drops it. */
  keep(edit: Edit | null): void;
}

/**
 * Keeps an edit that the person left without Save or Cancel: another tab, the hotkey or a notification unmounts the
 * editor, and no typed text may be lost by that. In memory only, for this window.
 */
export const createKeptEdit = <Edit>(): KeptEdit<Edit> => {
  let kept: Edit | null = null;
  return {
    current: () => kept,
    keep: (edit) => {
      kept = edit;
    },
  };
};

interface EditorOptions<Form, Saved> {
  /** Form to begin with. */
  begin: Form;
  isChanged: (form: Form) => boolean;
  /** Keeps the form in case the editor is left; null: there is nothing to keep. Must stay the same function. */
  keep: (form: Form | null) => void;
  /** Saves the form; null when it has mistakes, which are then shown. */
  save: (form: Form) => Promise<Answer<Saved>> | null;
  /** Gets the saved thing, or null when the person gave the edit up. */
  onDone: (saved: Saved | null) => void;
}

/** State of an editor with a Save of its own. `screen` holds the properties of its `EditorScreen`. */
export const useEditor = <Form, Saved>({ begin, isChanged, keep, save, onDone }: EditorOptions<Form, Saved>) => {
  const [form, setForm] = useState<Form>(begin);
  /** True once the person tried to save: until then an empty form is no mistake. */
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const changed = isChanged(form);
  useEffect(() => keep(changed ? form : null), [keep, changed, form]);

  const finish = (saved: Saved | null) => {
    keep(null);
    onDone(saved);
  };
  const onSave = async () => {
    setTried(true);
    const saving = busy ? null : save(form);
    if (saving === null) return;
    setBusy(true);
    const answer = await saving;
    setBusy(false);
    if (answer.ok) finish(answer.value);
    else setProblem(answer.problem);
  };
  return {
    form,
    setForm,
    change: useCallback((part: Partial<Form>) => setForm((old) => ({ ...old, ...part })), []),
    tried,
    screen: { changed, busy, problem, onSave: () => void onSave(), onLeave: () => finish(null) },
  };
};
