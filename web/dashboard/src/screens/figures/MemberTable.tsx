import { number } from '../insights/Charts.tsx';
import { durationText, type MemberLine, percentText } from './data.ts';
import { f } from './texts.ts';

/** What each member has answered and resolved. */
export function MemberTable({ members }: { members: MemberLine[] }) {
  if (members.length === 0) return <p class="meta">{f('nobody')}</p>;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={f('members')}>
      <table class="member-figures">
        <thead>
          <tr>
            <th scope="col">{f('member')}</th>
            <th scope="col">{f('first-replies')}</th>
            <th scope="col">{f('median')}</th>
            <th scope="col">{f('p90-short')}</th>
            <th scope="col">{f('resolved')}</th>
            <th scope="col">{f('resolution')}</th>
            <th scope="col">{f('satisfaction')}</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, name, first_response, resolved, resolution, satisfaction }) => (
            <tr key={id}>
              <th scope="row" dir="auto">
                {name}
              </th>
              <td>{number(first_response.count)}</td>
              <td>{durationText(first_response.median)}</td>
              <td>{durationText(first_response.p90)}</td>
              <td>{number(resolved)}</td>
              <td>{durationText(resolution.median)}</td>
              <td>
                {percentText(satisfaction.score)}
                {satisfaction.count > 0 && (
                  <span class="meta"> {f('ratings', { count: satisfaction.count })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
