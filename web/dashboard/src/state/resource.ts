import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/http.ts';

export interface Resource<T> {
  data: T | null;
  error: ApiError | null;
  reload: () => void;
  set: (next: T) => void;
}

/** Loads once per `key`; an answer for an older key is dropped. */
export function useResource<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
): Resource<T> {
  const [state, setState] = useState<{ data: T | null; error: ApiError | null }>({
    data: null,
    error: null,
  });
  const [round, setRound] = useState(0);
  const loader = useRef(load);
  loader.current = load;
  // A new round loads the same key again
  useEffect(() => {
    const abort = new AbortController();
    loader
      .current(abort.signal)
      .then((data) => abort.signal.aborted || setState({ data, error: null }))
      .catch((fault) => {
        if (abort.signal.aborted) return;
        if (!(fault instanceof ApiError)) throw fault;
        setState((old) => ({ ...old, error: fault }));
      });
    return () => abort.abort();
  }, [key, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const set = useCallback((data: T) => setState({ data, error: null }), []);
  return { ...state, reload, set };
}
