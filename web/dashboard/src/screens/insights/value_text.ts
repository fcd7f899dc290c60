import type { Rating } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';

export function valueText({ value }: Rating): string {
  if (typeof value.value === 'boolean')
    return t(value.value ? 'insights.helpful' : 'insights.not-helpful');
  if (value.type === 'nps') return `${value.value}`;
  return t('insights.of-stars', { value: value.value, max: value.max_stars ?? 5 });
}
