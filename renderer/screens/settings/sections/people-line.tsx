import { RefreshCw, Users, X } from 'lucide-react';
import type { DirectoryView } from '../../../../electron/contract/model/directory';
import type { WorkspaceView } from '../../../../electron/contract/model/workspace';
import { useBridge } from '../../../bridge';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useDirectory } from '../../../state/directory';
import { classNames } from '../../../ui/class-names';
import { Button, IconButton } from '../../../ui/form/button';
import layout from '../../../ui/layout.module.css';
import { GrantButton, lacksScope } from '../../shared/grant-button';
import styles from '../controls/settings.module.css';

/** Missing scopes that the problems name. */
const scopesIn = ({ problems }: DirectoryView) =>
  problems.flatMap(({ params }) => (params.scope ?? params.scopes ?? '').match(/[a-z][a-z0-9:._]+/g) ?? []);

/** Number of people that search finds, when they were read and why not all; a button reads them again or stops. */
export const PeopleLine = ({ workspace }: { workspace: WorkspaceView }) => {
  const { t } = useTranslation('settings');
  const bridge = useBridge();
  const advice = useAdvice();
  const format = useFormat();
  const { id, name, brand, appId } = workspace;
  const view = useDirectory(id);
  if (!view) return null;
  const { at, people, reading, unfinished, problems } = view;
  const when = at === null ? t('people-never') : t('people-at', { when: format.timeOrDate(at) });
  const progress = reading?.total ? t('people-reading-of', { ...reading, total: reading.total }) : t('people-reading');
  return (
    <>
      <div className={layout.row}>
        <small className={classNames(styles.fine, styles.grow)}>
          <Users size={13} aria-hidden />
          {t('people', { count: people, number: format.number(people) })} ·{' '}
          {reading ? progress : unfinished ? t('people-unfinished') : when}
        </small>
        {reading ? (
          <IconButton
            label={t('people-cancel', { name })}
            icon={<X size={14} aria-hidden />}
            onClick={() => void bridge.cancelDirectory({ workspaceId: id })}
          />
        ) : (
          <IconButton
            label={t(unfinished ? 'people-continue' : 'people-refresh', { name })}
            icon={<RefreshCw size={14} aria-hidden />}
            onClick={() => void bridge.refreshDirectory({ workspaceId: id })}
          />
        )}
      </div>
      {!reading && problems.map((problem) => <small key={problem.advice}>{advice(problem)}</small>)}
      {!reading && <GrantButton problem={problems.find(lacksScope) ?? null} workspace={workspace} />}
      {!reading && problems.length > 0 && brand !== 'custom' && (
        <Button
          variant="link"
          size="s"
          onClick={() => void bridge.openLink({ link: { page: 'scopes', brand, appId, scopes: scopesIn(view) } })}
        >
          {t('people-console')}
        </Button>
      )}
    </>
  );
};
