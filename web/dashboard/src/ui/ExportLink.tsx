import download from 'icon:download';
import { t } from '../i18n/index.ts';
import { Icon } from './Icon.tsx';
import '../styles/export_link.css';

/** Saves what is listed as a spreadsheet's file. */
export function ExportLink({ path, name }: { path: string; name: string }) {
  return (
    <a class="export-link meta" href={`/api/v1${path}`} download={name}>
      <Icon of={download} size={14} />
      {t('feedback.export')}
    </a>
  );
}
