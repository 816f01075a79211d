/** Figures out of many: of a list of numbers, the one that `share` of them do not exceed. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export const median = (numbers) => quantile(numbers, 0.5);

export const spread = (numbers) => `p50 ${quantile(numbers, 0.5).toFixed(1)} p95 ${quantile(numbers, 0.95).toFixed(1)} max ${quantile(numbers, 1).toFixed(1)} (${numbers.length})`;
