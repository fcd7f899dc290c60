import { buildMarkdown } from '@seggwat/shared/markdown';
import { type ComponentChild, h, type VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { splitMentions } from '../../state/mentions.ts';
import { memberName } from '../../state/workspace.ts';

/** A message's small Markdown as elements; whatever else stands in it stays text. */
export function MessageText({ body, mentions }: { body: string; mentions?: boolean }) {
  const nodes = useMemo(() => {
    const make = (
      tag: string,
      attributes: Record<string, string> | null,
      ...children: ComponentChild[]
    ) => {
      const shown = mentions && tag !== 'code' ? children.flatMap(withMentions) : children;
      return h(tag, attributes, ...shown) as VNode;
    };
    return buildMarkdown<ComponentChild>(body, make);
  }, [body, mentions]);
  return <div class="message-text">{nodes}</div>;
}

function withMentions(child: ComponentChild): ComponentChild[] {
  if (typeof child !== 'string') return [child];
  return splitMentions(child).map((part) =>
    part.member ? (
      <span class="mention" key={part.member}>
        @{memberName(part.member) ?? t('former-member')}
      </span>
    ) : (
      part.text
    ),
  );
}
