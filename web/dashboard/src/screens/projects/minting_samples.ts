/** The minting samples of the documentation, as they stand there and as its tests run them. */
const files = import.meta.glob<string>('../../../../../docs/minting/*', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const shown: [file: string, language: string][] = [
  ['node.mjs', 'Node'],
  ['python.py', 'Python'],
  ['php.php', 'PHP'],
  ['ruby.rb', 'Ruby'],
  ['go.go', 'Go'],
  ['Java.java', 'Java'],
  ['CSharp.cs', 'C#'],
  ['cpp.cc', 'C++'],
];

export interface Sample {
  language: string;
  code: string;
}

export const samples: Sample[] = shown.flatMap(([file, language]) => {
  const path = Object.keys(files).find((name) => name.endsWith(`/${file}`));
  return path ? [{ language, code: files[path] ?? '' }] : [];
});
