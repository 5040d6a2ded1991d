import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { Icon } from './icon.tsx';

interface Toast {
  readonly id: number;
  readonly text: ReactNode;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}

/** Shows a toast; what it returns takes it away before its time, where its action was done by other means. */
type ShowToast = (text: ReactNode, action?: Toast['action']) => () => void;

const ToastContext = createContext<ShowToast>(() => () => undefined);
const SHOWN_MS = 6_000;
const SHOWN_WITH_ACTION_MS = 12_000;

/** Quiet news of success, in a corner. An error never appears here alone: it stands where it happened. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const nextId = useRef(1);
  const remove = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const show = useCallback<ShowToast>((text, action) => {
    const id = nextId.current++;
    setToasts((shown) => [...shown.slice(-2), { id, text, action }]);
    setTimeout(() => remove(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
    return () => remove(id);
  }, [remove]);
  const region = useMemo(() => (
    <div role="status" aria-live="polite" className="fixed z-50 bottom-4 end-4 flex flex-col gap-2 max-w-[calc(100vw-2rem)] no-print">
      {toasts.map((toast) => (
        <div key={toast.id} className="flex items-center gap-3 rounded-card border border-line bg-surface shadow-pop px-4 py-2.5">
          <Icon name="circle-check" className="text-green" />
          <span>{toast.text}</span>
          {toast.action ? (
            <button type="button" className="min-h-7 px-1 font-medium text-accent" onClick={() => { toast.action?.onSelect(); remove(toast.id); }}>{toast.action.label}</button>
          ) : null}
        </div>
      ))}
    </div>
  ), [toasts, remove]);
  return (
    <ToastContext.Provider value={show}>
      {children}
      {region}
    </ToastContext.Provider>
  );
}

/** `show('Saved')`, or with something to do about it: `show('Deleted', { label: 'Undo', onSelect })`. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}
