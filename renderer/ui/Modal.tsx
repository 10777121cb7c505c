import { type MouseEvent, type ReactNode, type SyntheticEvent, useLayoutEffect, useRef } from 'react';
import './modal.css';

interface ModalProps {
  readonly label: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog of the browser's own: its first field has the focus before the next key is pressed, the rest of the window is inert, Escape
 * closes it, and the focus goes back to where it was.
 */
export function Modal({ label, className, onClose, children }: ModalProps) {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const onCancel = (event: SyntheticEvent): void => {
    event.preventDefault();
    onClose();
  };
  const onClick = (event: MouseEvent): void => {
    if (event.target === element.current) onClose();
  };
  return (
    <dialog ref={element} className={`modal ${className}`} aria-label={label} onCancel={onCancel} onClick={onClick}>
      <div className="modal-body">{children}</div>
    </dialog>
  );
}
