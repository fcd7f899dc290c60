import lock from 'icon:lock';
import type { Match } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { memberName } from '../../state/workspace.ts';
import { Icon } from '../../ui/Icon.tsx';

const mention = /@\{([0-9a-f-]{36})\}/gi;

/** A line of what was found, with the found words marked. */
export function Snippet({ match }: { match: Match }) {
  return (
    <>
      {match.note !== undefined && (
        <span class="row-note" title={t('note.label')}>
          <Icon of={lock} size={11} />
          <span class="sr-only">{t('note.label')} </span>
        </span>
      )}
      {match.snippet.map(([text, found], index) => {
        const shown = text.replace(mention, (_, id) => `@${memberName(id) ?? '…'}`);
        return found ? <mark key={index}>{shown}</mark> : <span key={index}>{shown}</span>;
      })}
    </>
  );
}
