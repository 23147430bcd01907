import { Download, Ellipsis, Upload } from 'lucide-react';
import { useTranslation } from '../../../i18n/use-translation';
import { IconButton } from '../../../ui/form/icon-button';
import { Menu } from '../../../ui/overlay/menu';
import { useExportGroups } from './use-export-groups';

/** Groups in from a file, and all of them out. */
export const GroupsTools = ({ onImport }: { onImport: () => void }) => {
  const { t } = useTranslation('groups');
  const exportGroups = useExportGroups();
  return (
    <Menu
      align="end"
      items={[
        { kind: 'item', key: 'import', label: t('import'), icon: <Upload size={14} />, onSelect: onImport },
        ...(['csv', 'json'] as const).map((format) => ({
          kind: 'item' as const,
          key: format,
          label: t(`export-all-${format}`),
          icon: <Download size={14} />,
          onSelect: () => void exportGroups(null, format),
        })),
      ]}
      trigger={<IconButton label={t('tools')} icon={<Ellipsis size={16} aria-hidden />} />}
    />
  );
};
