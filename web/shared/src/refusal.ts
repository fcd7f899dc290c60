export interface Refusal {
  status: number;
  /** The `error` member of the answer, or an empty text. */
  code: string;
  retryAfterMs: number | null;
}

/** What an answer that is not 2xx says; never throws. */
export async function readRefusal(answer: Response): Promise<Refusal> {
  let code = '';
  try {
    const body: unknown = await answer.json();
    if (body && typeof body === 'object' && 'error' in body) code = String(body.error);
  } catch {
    // Not ours: a proxy's page, or cut short. The status says enough.
  }
  const after = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  return { status: answer.status, code, retryAfterMs: after >= 0 ? after * 1000 : null };
}
