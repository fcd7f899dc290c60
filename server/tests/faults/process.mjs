// What the kernel says of a process.
import { readFileSync } from 'node:fs';

const kTicksPerSecond = 100; // USER_HZ, the same on every Linux

// Bytes of its own memory that are in RAM: without what it has mapped of files.
export function memory_of(pid) {
  const [, kilobytes] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^RssAnon:\s+(\d+) kB$/m);
  return Number(kilobytes) * 1024;
}

// Bytes of addresses it has, used or not: what `ulimit -v` bounds.
export function address_space_of(pid) {
  const [, kilobytes] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmSize:\s+(\d+) kB$/m);
  return Number(kilobytes) * 1024;
}

// Seconds of processor time it has used so far.
export function processor_time_of(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / kTicksPerSecond;
}
