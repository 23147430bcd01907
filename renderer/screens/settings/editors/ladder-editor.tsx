import { useCallback } from 'react';
import { ladderLimits } from '../../../../electron/contract/limits';
import type { LadderId } from '../../../../electron/contract/model/ids';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Field } from '../../../ui/form/field';
import { SelectBox } from '../../../ui/form/select-box';
import { TextInput } from '../../../ui/form/text-input';
import { EditorScreen } from '../../shared/editor-screen';
import { useEditor } from '../../shared/use-editor';
import { readNumber } from '../controls/number-setting';
import { Tick } from '../controls/section';
import styles from '../controls/settings.module.css';
import { ClimbsField } from './climbs-field';
import { formOfLadder, formOfPreset, type LadderForm, policyOf, readLadder, untilOf } from './ladder-form';
import { presets, useLadderName } from './ladder-name';
import { LadderSteps } from './ladder-steps';
import { LadderTimeline } from './ladder-timeline';
import { keptSettingsEdit, ladderList, useSettingsList } from './settings-list';

const newId = () => `ldr_${crypto.randomUUID().replaceAll('-', '')}` as LadderId;
const repeats = Array.from({ length: ladderLimits.times + 1 }, (_, times) => times);

interface LadderEditorProps {
  /** Null: a new ladder. */
  original: Ladder | null;
  /** Form as it was when the person left the editor for another screen. */
  kept: LadderForm | null;
  onDone: () => void;
}

/** Editor of an escalation policy. Running ladders keep the policy they began with. */
export const LadderEditor = ({ original, kept, onDone }: LadderEditorProps) => {
  const { t } = useTranslation(['settings', 'common']);
  const { items, put } = useSettingsList(ladderList);
  const nameOf = useLadderName();
  const tellOthers = useApp((state) => state.settings.tellOthers);
  const called = (now: LadderForm): LadderForm => (now.named ? now : { ...now, name: nameOf(policyOf(now)) });
  const keep = useCallback(
    (form: LadderForm | null) => keptSettingsEdit.keep(form && { kind: 'ladders', original, form }),
    [original],
  );
  const { form, change, tried, screen } = useEditor<LadderForm, Ladder>({
    begin: kept ?? formOfLadder(original, nameOf),
    isChanged: (now) => JSON.stringify(now) !== JSON.stringify(formOfLadder(original, nameOf)),
    keep,
    save: (now) => {
      const read = readLadder(called(now), items, newId);
      return read.ok ? put(read.ladder) : null;
    },
    onDone: (saved) => {
      if (saved) toast(t('ladder-saved', { name: saved.name }));
      onDone();
    },
  });
  const named = called(form);
  const read = readLadder(named, items, newId);
  const wrong = tried && !read.ok ? read.problems : {};
  // A reminder stands; it cannot be repeated.
  const reminded = !form.inTurn && form.steps.at(-1)?.more.reminder === true;
  const minutes = (error: true | undefined, { min, max }: { min: number; max: number }) =>
    error ? t('ladder-range', { min, max }) : null;
  return (
    <EditorScreen title={t(original ? 'ladder-edit-title' : 'ladder-new-title')} {...screen}>
      <Field label={t('ladder-name')} error={wrong.name ? t(wrong.name) : null}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus={original === null}
            maxLength={ladderLimits.name}
            value={named.name}
            placeholder={t('ladder-name-placeholder')}
            onChange={(event) => change({ name: event.target.value, named: true })}
          />
        )}
      </Field>
      {original === null && (
        <fieldset className={styles.steps}>
          <legend className={styles.label}>{t('ladder-presets')}</legend>
          <div className={styles.presets}>
            {presets.map((preset) => (
              <Button key={nameOf(preset)} size="s" onClick={() => change(formOfPreset(preset))}>
                {nameOf(preset)}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
      <Field label={t('ladder-order')}>
        {(control) => (
          <SelectBox
            id={control.id}
            label={t('ladder-order')}
            value={form.inTurn ? 'turn' : 'all'}
            options={(['all', 'turn'] as const).map((value) => ({
              value,
              label: t(`ladder-order-${value}`),
              hint: t(`ladder-order-${value}-hint`),
            }))}
            onChange={(order) => change({ inTurn: order === 'turn' })}
          />
        )}
      </Field>
      {form.inTurn && (
        <Field label={t('ladder-turn')} error={minutes(wrong.turnMinutes, ladderLimits.turnMinutes)}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="decimal"
              value={form.turnMinutes}
              tail={<span aria-hidden>{t('ladder-minutes-unit')}</span>}
              onChange={(event) => change({ turnMinutes: event.target.value })}
            />
          )}
        </Field>
      )}
      <LadderSteps
        steps={form.steps}
        until={untilOf(form)}
        inTurn={form.inTurn}
        error={wrong.steps ? t(wrong.steps, ladderLimits.afterMinutes) : null}
        onChange={(steps) => change({ steps })}
      />
      <LadderTimeline
        {...policyOf(form)}
        repeat={{
          times: form.times,
          everyMinutes: readNumber(form.everyMinutes, ladderLimits.everyMinutes, false),
        }}
      />
      {!form.inTurn && (
        <Field label={t('ladder-until')}>
          {(control) => (
            <SelectBox
              id={control.id}
              label={t('ladder-until')}
              value={untilOf(form)}
              options={(['acknowledged', 'read'] as const).map((value) => ({
                value,
                label: t(`ladder-until-${value}`),
                hint: t(`ladder-until-${value}-hint`),
              }))}
              onChange={(until) => change({ until })}
            />
          )}
        </Field>
      )}
      {!form.inTurn && untilOf(form) === 'acknowledged' && (
        <Field label={t('ladder-enough')}>
          {(control) => (
            <SelectBox
              id={control.id}
              label={t('ladder-enough')}
              value={form.enough}
              options={(['everyone', 'one'] as const).map((value) => ({
                value,
                label: t(`ladder-enough-${value}`),
                hint: t(`ladder-enough-${value}-hint`),
              }))}
              onChange={(enough) => change({ enough })}
            />
          )}
        </Field>
      )}
      {(form.inTurn || (untilOf(form) === 'acknowledged' && form.enough === 'one')) && (
        <Tick
          label={t('tell-others')}
          hint={t('tell-others-hint')}
          checked={form.tellOthers ?? tellOthers}
          onChange={(tells) => change({ tellOthers: tells })}
        />
      )}
      {!reminded && (
        <Field label={t(form.inTurn ? 'ladder-rounds' : 'ladder-repeat')}>
          {(control) => (
            <SelectBox
              id={control.id}
              label={t(form.inTurn ? 'ladder-rounds' : 'ladder-repeat')}
              value={String(form.times)}
              options={repeats.map((count) => ({
                value: String(count),
                label: form.inTurn
                  ? t('ladder-rounds-of', { count: count + 1 })
                  : count === 0
                    ? t('ladder-no-repeat')
                    : t('ladder-times', { count }),
              }))}
              onChange={(times) => change({ times: Number(times) })}
            />
          )}
        </Field>
      )}
      {!reminded && !form.inTurn && form.times > 0 && (
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
      <ClimbsField value={form.climbs} onChange={(climbs) => change({ climbs })} />
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
