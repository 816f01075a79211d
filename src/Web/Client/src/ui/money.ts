/** Amounts in minor units of a currency: 5000 of EUR is "€50". */
import { currentLocale } from './locale';

export function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Without cents where there are none. */
export function money(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  const amount = minor / 10 ** digits;
  const shown = Number.isInteger(amount) ? 0 : digits;
  return new Intl.NumberFormat(currentLocale(), { style: 'currency', currency, minimumFractionDigits: shown, maximumFractionDigits: shown }).format(amount);
}

/** "50", "50,5" and "50.50" as minor units; nothing for what is no amount above zero, or has more decimals than the currency. */
export function minorOf(text: string, currency: string): number | undefined {
  const digits = digitsOf(currency);
  const found = /^(\d{1,12})(?:[.,](\d+))?$/u.exec(text.trim());
  const decimals = found?.[2] ?? '';
  if (!found || decimals.length > digits) return undefined;
  const minor = Number(`${found[1] ?? ''}${decimals.padEnd(digits, '0')}`);
  return minor > 0 ? minor : undefined;
}

/** As it is typed: "49.50". */
export function typed(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  const amount = minor / 10 ** digits;
  return Number.isInteger(amount) ? String(amount) : amount.toFixed(digits);
}
