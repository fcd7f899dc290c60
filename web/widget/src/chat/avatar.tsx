/** A round picture of initials; its hue follows from the name. */
export function Avatar({ name }: { name: string }) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''];
  const initials = letters.map((word) => [...(word ?? '')][0] ?? '').join('');
  let hue = 0;
  for (const char of name) hue = (hue * 31 + (char.codePointAt(0) ?? 0)) % 360;
  return (
    <span class="avatar" style={{ '--hue': String(hue) }} aria-hidden="true">
      {initials.toLocaleUpperCase()}
    </span>
  );
}
