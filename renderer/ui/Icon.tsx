/** The few signs that the console needs, drawn on a 16 px grid in the current colour. */
const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5 14 14',
  close: 'M4 4 12 12M12 4 4 12',
  back: 'M10 3 5 8l5 5',
  forward: 'M6 3l5 5-5 5',
  left: 'M2.5 3h11v10h-11ZM6.5 3v10',
  right: 'M2.5 3h11v10h-11ZM9.5 3v10',
  bottom: 'M2.5 3h11v10h-11ZM2.5 9.5h11',
  settings: 'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M10 3.5v3M6 9.5v3',
  ascending: 'M8 12V4M5 7l3-3 3 3',
  descending: 'M8 4v8M5 9l3 3 3-3',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
  dayBack: 'M12.5 3l-5 5 5 5M8 3 3 8l5 5',
  dayForward: 'M3.5 3l5 5-5 5M8 3l5 5-5 5',
  play: 'M5 3l8 5-8 5Z',
  pause: 'M5 3.5v9M11 3.5v9',
  loop: 'M4 6.5h6.5a2.5 2.5 0 0 1 0 6H4M6.5 4 4 6.5 6.5 9',
  past: 'M8 2.5a5.5 5.5 0 1 1-5.2 3.7M2.5 2.5v4h4M8 5v3.2l2 1.3',
  hand: 'M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6 2 8l2 2M12 6l2 2-2 2',
  box: 'M3 3h2M7 3h2M11 3h2M3 13h2M7 13h2M11 13h2M3 3v2M3 7v2M3 11v2M13 3v2M13 7v2M13 11v2',
  lasso: 'M8 3c3.3 0 6 1.7 6 4s-2.700 4-6 4-6-1.700-6-4 2.700-4 6-4ZM5 10.500c-1.200.5-1.500 2.500.3 3',
  filter: 'M2.500 3.500h11L9.500 8.500v4.500l-3-1.500v-3Z',
  pen: 'M3 13l.8-3L11 2.800l2.200 2.200L6 12.200ZM9.500 4.300l2.200 2.200',
  arrow: 'M3 13 12.500 3.500M7 3.500h5.500V9',
  label: 'M3.500 4h9M8 4v8.500M6.500 12.500h3',
  pointer: 'M3 3l4.500 10 1.500-4 4-1.500ZM9.500 9.500 13 13',
  distance: 'M2.5 10.8l8.3-8.3 2.7 2.7-8.3 8.3ZM5 8.3l1.4 1.4M7.5 5.8l1.4 1.4',
  area: 'M3 12.5 4.5 4l6-1.5 3 5.5-3 4.5Z',
  undo: 'M5.5 3.5 2.5 6.5l3 3M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7',
  picture: 'M2.5 3.5h11v9h-11ZM2.5 11l3-3 2.5 2.5L11 7.5l2.5 2.5M5.5 6.2v.01',
  columns: 'M2.5 3h11v10h-11ZM8 3v10',
  bookmark: 'M4.5 2.5h7v11L8 10.8l-3.5 2.7Z',
  lock: 'M4 7.5h8v6H4ZM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
