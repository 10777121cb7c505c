import { useEffect } from 'react';
import { useDialogsStore } from '../stores/dialogs.store.ts';
import './notice.css';

const SHOWN_MS = 2600;

/** One short sentence about what was just done; it goes by itself. */
export function Notice() {
  const notice = useDialogsStore((state) => state.notice);
  const { clearNotice } = useDialogsStore((state) => state.actions);
  useEffect(() => {
    if (notice === null) return;
    const timer = window.setTimeout(clearNotice, SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [notice, clearNotice]);
  return (
    <div className="notice" role="status">
      {notice !== null && <span key={notice.number}>{notice.text}</span>}
    </div>
  );
}
