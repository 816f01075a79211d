/** One soft note, at most one in ten seconds. Made here, so that no file has to be fetched. */
const apartMs = 10_000;
const lengthS = 0.36;

let lastAt = -Infinity;
let context: AudioContext | undefined;

export function sound(isTest = false): void {
  const now = performance.now();
  if (!isTest && now - lastAt < apartMs) return;
  lastAt = now;
  try {
    context ??= new AudioContext();
    void context.resume();
    note(context, context.currentTime);
  } catch {
    // No sound on this machine: the words on screen say the same.
  }
}

function note(audio: AudioContext, start: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = 'sine';
  tone.frequency.setValueAtTime(660, start);
  tone.frequency.exponentialRampToValueAtTime(590, start + lengthS);
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.12, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + lengthS);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + lengthS);
}
