import type { Keep } from './keep.ts';

const FLASH_MS = 1_500;

/** Tells a user who looks elsewhere: the page's title and a short sound. */
export class Attention {
  private timer: ReturnType<typeof setInterval> | undefined;
  private original: string | null = null;
  private shown = '';
  private context: AudioContext | null = null;

  constructor(private readonly keep: Keep) {
    document.addEventListener('visibilitychange', this.calm);
  }

  get sound(): boolean {
    return this.keep.get('sound') !== 'off';
  }

  setSound(on: boolean): void {
    if (on) this.keep.remove('sound');
    else this.keep.set('sound', 'off');
  }

  /** Flashes the title while the page is hidden; zero brings the title back. */
  flash(unread: number): void {
    this.stopFlash();
    if (unread === 0 || !document.hidden) return;
    const turn = () => {
      if (this.original !== null && document.title === this.shown) {
        document.title = this.original;
        this.original = null;
        return;
      }
      this.original = document.title;
      this.shown = `(${unread}) ${this.original}`;
      document.title = this.shown;
    };
    turn();
    this.timer = setInterval(turn, FLASH_MS);
  }

  /** Two soft notes, once the page has been touched: browsers allow no sound before. */
  chime(): void {
    if (!this.sound || !navigator.userActivation?.hasBeenActive) return;
    try {
      this.context ??= new AudioContext();
      const { context } = this;
      void context.resume();
      note(context, 660, 0);
      note(context, 880, 0.12);
    } catch {
      // No sound device: the dot is there all the same.
    }
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.calm);
    this.stopFlash();
    void this.context?.close();
    this.context = null;
  }

  private readonly calm = (): void => {
    if (!document.hidden) this.stopFlash();
  };

  private stopFlash(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.original !== null && document.title === this.shown) document.title = this.original;
    this.original = null;
  }
}

function note(context: AudioContext, pitch: number, delay: number): void {
  const at = context.currentTime + delay;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.08, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.4);
}
