import { useState } from 'preact/hooks';
import { call, query } from '../../api/http.ts';
import type { Pagination, Project, Rating, RatingType } from '../../api/types.ts';
import { type Key, t } from '../../i18n/index.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { ExportLink } from '../../ui/ExportLink.tsx';
import { Select } from '../../ui/Field.tsx';
import { Answer } from './Answer.tsx';
import { Card, Loaded, useFresh } from './Frame.tsx';

const kindNames: Record<RatingType, Key> = {
  star: 'insights.stars',
  helpful: 'insights.thumbs',
  nps: 'nav.nps',
};

interface Props {
  project: Project;
  /** The kinds there are answers of; one is shown at a time. */
  types: [RatingType, ...RatingType[]];
  onChanged: () => void;
}

/** The newest answers one by one, with their comments, and all of them as a file. */
export function Answers({ project, types, onChanged }: Props) {
  const [chosen, setChosen] = useState<RatingType | null>(null);
  const [page, setPage] = useState(1);
  const [doomed, setDoomed] = useState<Rating | null>(null);
  const type = types.find((kind) => kind === chosen) ?? types[0];
  const base = `/projects/${project.id}/ratings`;
  const path = `${base}${query({ type, page, limit: 20 })}`;
  const listed = useFresh(path, (signal) =>
    call<{ ratings: Rating[]; pagination: Pagination }>('GET', path, undefined, { signal }),
  );
  const remove = async (rating: Rating) => {
    try {
      await call('DELETE', `${base}/${rating.id}`);
      toast(t('insights.deleted'));
      listed.reload();
      onChanged();
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <Card title={t('insights.comments')}>
      <div class="answers-bar">
        {types.length > 1 && (
          <Select
            bare
            label={t('insights.kind')}
            value={type}
            options={types.map((value) => ({ value, label: t(kindNames[value]) }))}
            onValue={(kind) => {
              setChosen(kind);
              setPage(1);
            }}
          />
        )}
        <ExportLink path={`${base}/export${query({ type })}`} name="ratings.csv" />
      </div>
      <Loaded from={listed}>
        {({ ratings, pagination }) => (
          <>
            <ul class="answers">
              {ratings.map((rating) => (
                <Answer key={rating.id} rating={rating} onDelete={() => setDoomed(rating)} />
              ))}
            </ul>
            {pagination.total_pages > 1 && (
              <nav class="pages" aria-label={t('pages.label')}>
                <Button small disabled={page <= 1} onClick={() => setPage(page - 1)}>
                  {t('pages.previous')}
                </Button>
                <span class="meta">{t('pages.of', { page, pages: pagination.total_pages })}</span>
                <Button
                  small
                  disabled={page >= pagination.total_pages}
                  onClick={() => setPage(page + 1)}
                >
                  {t('pages.next')}
                </Button>
              </nav>
            )}
          </>
        )}
      </Loaded>
      {doomed && (
        <ConfirmDialog
          title={t('insights.delete')}
          text={t('insights.delete-text')}
          action={t('delete')}
          onConfirm={() => remove(doomed)}
          onClose={() => setDoomed(null)}
        />
      )}
    </Card>
  );
}
