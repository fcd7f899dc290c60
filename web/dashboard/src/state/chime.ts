import { readStored, writeStored } from './preferences.ts';

/** A short sound. Browsers allow it only after somebody has pressed something on the page. */
let audio: AudioContext | null = null;
let lastAt = 0;

const quietMs = 2000;
const tabKey = 'seggwat.chime';

export function allowChime(): () => void {
  const wake = () => {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
  };
  addEventListener('pointerdown', wake, { once: true });
  addEventListener('keydown', wake, { once: true });
  return () => {
    removeEventListener('pointerdown', wake);
    removeEventListener('keydown', wake);
  };
}

/** Sounds once for a notification, in one of the browser's tabs, and not again at once. */
export function chime(id: string, now = Date.now()): void {
  if (now - lastAt < quietMs || readStored<string>(tabKey) === id) return;
  play(id, now);
}

/** Lets it be heard from a button. */
export function tryChime(): void {
  audio ??= new AudioContext();
  play('', Date.now());
}

function play(id: string, now: number): void {
  if (!audio || audio.state === 'closed') return;
  lastAt = now;
  if (id) writeStored(tabKey, id);
  note(audio, 659, 0);
  note(audio, 880, 0.12);
}

function note(context: AudioContext, frequency: number, after: number): void {
  const start = context.currentTime + after;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.15, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.3);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + 0.32);
}
