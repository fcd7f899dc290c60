import { useState } from 'preact/hooks';
import { ApiError } from '../api/http.ts';
import { errorText } from '../i18n/errors.ts';

export interface Form {
  busy: boolean;
  error: string | null;
  /** The code of the failure, to point at the field it is about. */
  code: string | null;
  submit: (event?: Event) => Promise<void>;
}

/** Runs one sending at a time and keeps what went wrong in words. */
export function useForm(send: () => Promise<void>): Form {
  const [state, setState] = useState({
    busy: false,
    error: null as string | null,
    code: null as string | null,
  });
  const submit = async (event?: Event) => {
    event?.preventDefault();
    if (state.busy) return;
    setState({ busy: true, error: null, code: null });
    try {
      await send();
      setState({ busy: false, error: null, code: null });
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      setState({ busy: false, error: errorText(fault), code: fault.code });
    }
  };
  return { ...state, submit };
}
