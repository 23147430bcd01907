import { useEffect, useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import { ladderLimits } from '../../../../electron/contract/limits';
import type { LadderId } from '../../../../electron/contract/model/ids';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Field } from '../../../ui/form/field';
import { SelectBox } from '../../../ui/form/select-box';
import { TextInput } from '../../../ui/form/text-input';
import { EditorScreen } from '../../shared/editor-screen';
import { keptSettingsEdit } from './kept-settings-edit';
import { formOfLadder, type LadderForm, readLadder } from './ladder-form';
import { LadderSteps } from './ladder-steps';

const newId = () => `ldr_${crypto.randomUUID().replaceAll('-', '')}` as LadderId;
const repeats = Array.from({ length: ladderLimits.times + 1 }, (_, times) => times);

export interface LadderEditorProps {
  /** Null: a new ladder. */
  original: Ladder | null;
  /** What was typed before the editor was left for another screen. */
  kept: LadderForm | null;
  onDone: () => void;
}

/** Makes or changes an escalation policy. Running ladders keep the policy they began with. */
export const LadderEditor = ({ original, kept, onDone }: LadderEditorProps) => {
  const { t } = useTranslation(['settings', 'common']);
  const bridge = useBridge();
  const ladders = useApp((state) => state.settings.ladders);
  const [form, setForm] = useState<LadderForm>(() => kept ?? formOfLadder(original));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = (part: Partial<LadderForm>) => setForm((old) => ({ ...old, ...part }));

  const changed = JSON.stringify(form) !== JSON.stringify(formOfLadder(original));
  useEffect(() => {
    if (changed) keptSettingsEdit.keep({ kind: 'ladders', original, form });
    else keptSettingsEdit.drop();
  }, [changed, original, form]);
  const finish = () => {
    keptSettingsEdit.drop();
    onDone();
  };
  const read = readLadder(form, ladders, newId);
  const wrong = tried && !read.ok ? read.problems : {};
  const save = async () => {
    setTried(true);
    if (!read.ok || busy) return;
    const { ladder } = read;
    const known = ladders.some((each) => each.id === ladder.id);
    setBusy(true);
    const answer = await bridge.changeSettings({
      ladders: known ? ladders.map((each) => (each.id === ladder.id ? ladder : each)) : [...ladders, ladder],
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    toast(t('ladder-saved', { name: ladder.name }));
    finish();
  };
  const minutes = (error: true | undefined, { min, max }: { min: number; max: number }) =>
    error ? t('ladder-range', { min, max }) : null;
  return (
    <EditorScreen
      title={t(original ? 'ladder-edit-title' : 'ladder-new-title')}
      changed={changed}
      busy={busy}
      problem={problem}
      onSave={() => void save()}
      onLeave={finish}
    >
      <Field label={t('ladder-name')} error={wrong.name ? t(wrong.name) : null}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus={original === null}
            maxLength={ladderLimits.name}
            value={form.name}
            placeholder={t('ladder-name-placeholder')}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <LadderSteps
        steps={form.steps}
        error={wrong.steps ? t(wrong.steps, ladderLimits.afterMinutes) : null}
        onChange={(steps) => change({ steps })}
      />
      <Field label={t('ladder-repeat')}>
        {(control) => (
          <SelectBox
            id={control.id}
            label={t('ladder-repeat')}
            value={String(form.times)}
            options={repeats.map((count) => ({
              value: String(count),
              label: count === 0 ? t('ladder-no-repeat') : t('ladder-times', { count }),
            }))}
            onChange={(times) => change({ times: Number(times) })}
          />
        )}
      </Field>
      {form.times > 0 && (
        <Field label={t('ladder-every')} error={minutes(wrong.everyMinutes, ladderLimits.everyMinutes)}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="decimal"
              value={form.everyMinutes}
              tail={<span aria-hidden>{t('ladder-minutes-unit')}</span>}
              onChange={(event) => change({ everyMinutes: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field
        label={t('ladder-grace')}
        hint={t('ladder-grace-hint')}
        error={minutes(wrong.graceMinutes, ladderLimits.graceMinutes)}
      >
        {(control) => (
          <TextInput
            {...control}
            inputMode="decimal"
            value={form.graceMinutes}
            tail={<span aria-hidden>{t('ladder-minutes-unit')}</span>}
            onChange={(event) => change({ graceMinutes: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('ladder-blind')}>
        {(control) => (
          <SelectBox
            id={control.id}
            label={t('ladder-blind')}
            value={form.withoutReceipts}
            options={(['hold-paid', 'climb'] as const).map((value) => ({
              value,
              label: t(`ladder-${value}`),
              hint: t(`ladder-${value}-hint`),
            }))}
            onChange={(withoutReceipts) => change({ withoutReceipts })}
          />
        )}
      </Field>
    </EditorScreen>
  );
};
