/** "Sie haben", "Jonas hat". */
export function hat(who: string): string {
  return who === 'Sie' ? 'haben' : 'hat';
}
