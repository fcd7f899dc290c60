import { fit, isOver } from '@seggwat/shared/uploads';
import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Attachment, Feedback, Screenshot } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import '../chat/files/files.css';
import { Viewer } from '../chat/files/Viewer.tsx';

const most = { width: 480, height: 320 };

interface Props {
  item: Feedback;
  screenshot: Screenshot;
}

/** The picture that came with a report, small; it opens in the viewer. */
export default function FeedbackShot({ item, screenshot }: Props) {
  const [viewing, view] = useState(false);
  const [broken, setBroken] = useState(false);
  const { width, height } = fit(screenshot, most);
  return (
    <figure class="feedback-shot">
      <button
        type="button"
        class="picture"
        aria-label={t('files.open', { name: t('feedback.screenshot') })}
        title={t('feedback.screenshot')}
        onClick={() => view(true)}
      >
        {broken ? (
          t('feedback.screenshot')
        ) : (
          <img
            src={screenshot.url}
            alt=""
            width={width}
            height={height}
            decoding="async"
            onError={() => setBroken(true)}
          />
        )}
      </button>
      {viewing && (
        <Viewer
          pictures={[asAttachment(screenshot)]}
          first={asAttachment(screenshot)}
          addressOf={() => freshAddress(item, screenshot)}
          onClose={() => view(false)}
        />
      )}
    </figure>
  );
}

function asAttachment({ content_type, ...rest }: Screenshot): Attachment {
  return { ...rest, type: content_type, name: t('feedback.screenshot') };
}

/** An address that works: a link that has run out is asked for anew, with its feedback. */
async function freshAddress(item: Feedback, { url }: Screenshot): Promise<string> {
  if (!isOver(url, Date.now())) return url;
  const again = await call<Feedback>('GET', `/projects/${item.project_id}/feedback/${item.id}`);
  return again.screenshot?.url ?? url;
}
