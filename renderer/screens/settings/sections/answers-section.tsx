import { Plus, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { answerLimits } from '../../../../electron/contract/limits';
import type { Bubble } from '../../../../electron/contract/model/answer';
import { tidied } from '../../../../electron/contract/plain-text';
import { useTranslation } from '../../../i18n/use-translation';
import { isIme } from '../../../keys/key-rules';
import { useApp } from '../../../state/app-store';
import { Button, IconButton } from '../../../ui/form/button';
import { Field } from '../../../ui/form/field';
import { SelectBox } from '../../../ui/form/select-box';
import { TextInput } from '../../../ui/form/text-input';
import { Section, Tick, useChangeSettings } from '../controls/section';
import styles from '../controls/settings.module.css';

const locales = ['zh-CN', 'en-US'] as const;
const askings = ['auto', 'always', 'never'] as const;

interface BubbleRow extends Bubble {
  key: number;
}

const rowsOf = (bubbles: readonly Bubble[]): readonly BubbleRow[] => bubbles.map((bubble, key) => ({ ...bubble, key }));

/** The bubbles of rows: one that is written in one language alone is shown in both, and empty rows are none. */
const bubblesOf = (rows: readonly BubbleRow[]): Bubble[] =>
  rows.flatMap((row) => {
    const [zh, en] = [tidied(row['zh-CN']), tidied(row['en-US'])];
    return zh || en ? [{ 'zh-CN': zh || en, 'en-US': en || zh }] : [];
  });

/** Tells whether a tap on one of these could be taken for another of them. */
const areAlike = (bubbles: readonly Bubble[]): boolean =>
  locales.some((locale) => new Set(bubbles.map((each) => each[locale].toLowerCase())).size < bubbles.length);

/** 快捷回复: the answers to tap under direct messages, in both languages, saved when a field is left. The first one acknowledges. */
const BubblesField = () => {
  const { t } = useTranslation(['settings', 'common']);
  const change = useChangeSettings();
  const saved = useApp((state) => state.settings.bubbles);
  const [rows, setRows] = useState(() => rowsOf(saved));
  const [alike, setAlike] = useState(false);
  const list = useRef<HTMLFieldSetElement>(null);
  const hintId = useId();
  useEffect(() => setRows(rowsOf(saved)), [saved]);

  const save = (next: readonly BubbleRow[]) => {
    const bubbles = bubblesOf(next);
    setAlike(areAlike(bubbles));
    if (!areAlike(bubbles) && JSON.stringify(bubbles) !== JSON.stringify(saved)) void change({ bubbles });
  };
  return (
    <fieldset ref={list} className={styles.steps} aria-describedby={hintId}>
      <legend className={styles.label}>{t('bubbles')}</legend>
      {rows.map((row, index) => (
        <div key={row.key} className={styles.step}>
          {locales.map((locale) => (
            <TextInput
              key={locale}
              aria-label={t(`bubble-${locale}`, { number: index + 1 })}
              aria-invalid={alike}
              lang={locale}
              maxLength={answerLimits.bubble}
              value={row[locale]}
              placeholder={t(`language-${locale}`)}
              onChange={(event) =>
                setRows(rows.map((each) => (each.key === row.key ? { ...each, [locale]: event.target.value } : each)))
              }
              data-bubble={row.key}
              onBlur={({ relatedTarget }) => {
                // Both languages are written before either is saved.
                const inRow = relatedTarget instanceof HTMLElement && relatedTarget.dataset.bubble === `${row.key}`;
                if (!inRow) save(rows);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !isIme(event.nativeEvent)) save(rows);
              }}
            />
          ))}
          <IconButton
            label={t('bubble-remove', { number: index + 1 })}
            icon={<X size={14} aria-hidden />}
            onClick={() => {
              const next = rows.filter(({ key }) => key !== row.key);
              // The button disappears with its row, so the focus moves first.
              list.current?.querySelectorAll<HTMLElement>('input, button')[0]?.focus();
              setRows(next);
              save(next);
            }}
          />
        </div>
      ))}
      <p id={hintId} className={alike ? styles.wrong : styles.note} aria-live="polite">
        {t(alike ? 'bubbles-alike' : rows.length === 0 ? 'bubbles-none' : 'bubbles-hint')}
      </p>
      <div>
        <Button
          size="s"
          icon={<Plus size={14} aria-hidden />}
          disabled={rows.length >= answerLimits.bubbles}
          onClick={() =>
            setRows([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, 'zh-CN': '', 'en-US': '' }])
          }
        >
          {t('bubble-add')}
        </Button>
      </div>
    </fieldset>
  );
};

/** 确认: when messages ask for an answer, how they say so, and what the bot does with one. */
export const AnswersSection = () => {
  const { t } = useTranslation('settings');
  const change = useChangeSettings();
  const { asking, answerLine, tellOthers, tickReplies } = useApp((state) => state.settings);
  return (
    <Section part="answers" title={t('answers')} hint={t('answers-hint')}>
      <Field label={t('asking')}>
        {(control) => (
          <SelectBox
            id={control.id}
            label={t('asking')}
            value={asking}
            options={askings.map((value) => ({ value, label: t(`asking-${value}`) }))}
            onChange={(next) => void change({ asking: next })}
          />
        )}
      </Field>
      <Tick
        label={t('answer-line')}
        hint={t('answer-line-hint')}
        checked={answerLine}
        onChange={(on) => void change({ answerLine: on })}
      />
      <BubblesField />
      <Tick
        label={t('tell-others')}
        hint={t('tell-others-hint')}
        checked={tellOthers}
        onChange={(on) => void change({ tellOthers: on })}
      />
      <Tick
        label={t('tick-replies')}
        hint={t('tick-replies-hint')}
        checked={tickReplies}
        onChange={(on) => void change({ tickReplies: on })}
      />
    </Section>
  );
};
