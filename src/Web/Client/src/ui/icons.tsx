import type { ReactNode } from 'react';

function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false"
    >
      {children}
    </svg>
  );
}

const chain = <Icon size={16}><path d="M8.500 11.500a3 3 0 0 0 4.200 0l2.600-2.600a3 3 0 0 0-4.200-4.200l-1 1M11.500 8.500a3 3 0 0 0-4.200 0l-2.600 2.600a3 3 0 0 0 4.200 4.200l1-1" /></Icon>;

export const icons = {
  mine: <Icon><circle cx="10" cy="7" r="3" /><path d="M4 16.5c.6-3 3-4.5 6-4.5s5.400 1.500 6 4.500" /></Icon>,
  unattended: <Icon><circle cx="10" cy="10" r="6.500" /><path d="M10 6.500V10l2.500 1.500" /></Icon>,
  all: <Icon><path d="M4 5.500h12M4 10h12M4 14.500h12" /></Icon>,
  queue: <Icon><path d="M4 5.500h12M4 10h8M4 14.500h5" /></Icon>,
  settings: <Icon><path d="M4 6.500h6M14 6.500h2M4 13.500h2M10 13.500h6" /><circle cx="12" cy="6.500" r="1.800" /><circle cx="8" cy="13.500" r="1.800" /></Icon>,
  floor: <Icon><circle cx="6.500" cy="7" r="2.300" /><circle cx="13.500" cy="7" r="2.300" /><path d="M2.500 15c.5-2.500 2-3.800 4-3.800s3.500 1.300 4 3.800M13.500 11.200c2 0 3.500 1.300 4 3.800" /></Icon>,
  search: <Icon><circle cx="9" cy="9" r="4.500" /><path d="m12.500 12.500 3.500 3.500" /></Icon>,
  bell: <Icon><path d="M5.500 13.500V9a4.500 4.500 0 0 1 9 0v4.500l1 1.500h-11zM8.500 17a1.700 1.700 0 0 0 3 0" /></Icon>,
  clip: <Icon><path d="M14.500 9.500 9.700 14.300a2.900 2.900 0 0 1-4.100-4.100l5.500-5.500a2 2 0 0 1 2.800 2.800l-5.200 5.200a.9.9 0 0 1-1.300-1.300l4.400-4.400" /></Icon>,
  several: <Icon><path d="m3.500 6 1.300 1.300L7 5M3.500 13.500l1.300 1.300L7 12.500M10 6.500h6.500M10 13.500h6.500" /></Icon>,
  back: <Icon><path d="M12 5 7 10l5 5" /></Icon>,
  close: <Icon><path d="m5.500 5.500 9 9M14.500 5.500l-9 9" /></Icon>,
  more: <Icon><path d="M5 10h.010M10 10h.010M15 10h.010" strokeWidth="2.400" /></Icon>,
  menu: <Icon><path d="M4 6h12M4 10h12M4 14h12" /></Icon>,
  person: <Icon><rect x="3.500" y="4" width="13" height="12" rx="2" /><circle cx="10" cy="8.500" r="1.800" /><path d="M6.500 13.500c.7-1.500 1.900-2.200 3.500-2.200s2.800.7 3.500 2.200" /></Icon>,
  globe: <Icon size={16}><circle cx="10" cy="10" r="7" /><path d="M3 10h14M10 3c2.500 2 3 4.500 3 7s-.5 5-3 7c-2.500-2-3-4.500-3-7s.5-5 3-7z" /></Icon>,
  lock: <Icon size={16}><rect x="4.500" y="9" width="11" height="7.500" rx="1.500" /><path d="M7 9V7a3 3 0 0 1 6 0v2" /></Icon>,
  note: <Icon size={16}><path d="M5 4h10v8l-4 4H5z" /><path d="M15 12h-4v4" /></Icon>,
  chat: <Icon size={16}><path d="M4 4.500h12v9H9.500L6 16.500v-3H4z" /></Icon>,
  webhook: chain,
  mail: <Icon size={16}><rect x="3.500" y="5" width="13" height="10" rx="1.500" /><path d="m4 6 6 5 6-5" /></Icon>,
  link: chain,
  promise: <Icon><path d="M4.500 10.500 8.500 14.500 15.500 6" /></Icon>,
  check: <Icon size={16}><path d="m4.500 10.500 3.500 3.500 7.500-8" /></Icon>,
} as const;

/** An icon for a kind of channel; a kind not known yet is shown as a link to somewhere. */
export function channelIcon(kind: string): ReactNode {
  if (kind === 'chat') return icons.chat;
  return kind === 'email' ? icons.mail : icons.webhook;
}
