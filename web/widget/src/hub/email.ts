const MAX_EMAIL = 320;

/** An empty address is fine; another must look like `x@y.z`. */
export function emailFault(email: string): boolean {
  const text = email.trim();
  return text !== '' && (text.length > MAX_EMAIL || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text));
}
