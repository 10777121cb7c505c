import { type ReactNode, useEffect, useRef } from 'react';
import './flash.css';

/** Marks a number once, softly, when it changes; not when it first appears, nor when another area's number takes its place. */
export function Flash({
  value,
  of,
  children,
}: {
  readonly value: number | string | null;
  readonly of: string;
  readonly children: ReactNode;
}) {
  const element = useRef<HTMLSpanElement>(null);
  const before = useRef({ value, of });
  useEffect(() => {
    const changed = before.current.of === of && before.current.value !== value && before.current.value !== null;
    before.current = { value, of };
    if (!changed || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    element.current?.animate([{ backgroundColor: 'var(--flash)' }, { backgroundColor: 'transparent' }], {
      duration: 200,
      easing: 'ease-out',
    });
  }, [value, of]);
  return (
    <span ref={element} className="flash">
      {children}
    </span>
  );
}
