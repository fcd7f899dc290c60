/** A browser of another make than the one all other tests run in, as far as a person uses it. */
export interface Engine {
  goto(url: string): Promise<void>;
  /** What the expression is in the page; a promise is waited for. */
  ask<T>(expression: string): Promise<T>;
  click(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  press(key: 'Enter' | 'Escape' | 'Tab'): Promise<void>;
  /** A PNG of what is to be seen. */
  picture(): Promise<Buffer>;
  end(): Promise<void>;
}
