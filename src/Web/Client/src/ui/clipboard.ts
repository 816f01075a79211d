/** Puts words on the clipboard; answers whether the browser let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not allowed here, or there is no clipboard: over plain http there is none.
    return false;
  }
}
