import { useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * Says when a form of the page was taken, so that its dialog can be closed: a page that is led back to itself keeps what stood open, and a
 * dialog that closes with the click hides what is refused.
 * @param intent the form's field of that name
 * @param isRefused whether the page's answer says that it was not taken
 */
export function useTaken(intent: string, isRefused: boolean, onTaken: () => void): void {
  const isSent = useNavigation().formData?.get('intent') === intent;
  const wasSent = useRef(false);
  useEffect(() => {
    if (wasSent.current && !isSent && !isRefused) onTaken();
    wasSent.current = isSent;
  });
}
