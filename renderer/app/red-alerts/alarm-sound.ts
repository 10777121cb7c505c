import type { Caller } from '../../../shared/contract/caller.ts';
import type { SoundSettings } from '../../stores/settings.store.ts';

/** Two falling tones, twice: short, unlike any other sound of an office, and made here, without a file. */
const TONES_HZ = [988, 740, 988, 740];
const TONE_SECONDS = 0.16;
const GAP_SECONDS = 0.04;
const LOUDNESS = 0.25;
/** Ramps at both ends of a tone, or loudspeakers click. */
const RAMP_SECONDS = 0.012;

/** The wall is silent whatever was allowed; everywhere else somebody has to have allowed it, for this role too. */
export function mayRing({ isAllowed, mutedRoles }: SoundSettings, { face, role }: Pick<Caller, 'face' | 'role'>): boolean {
  return face === 'console' && isAllowed && !mutedRoles.includes(role);
}

function schedule(context: AudioContext): void {
  const gain = context.createGain();
  gain.connect(context.destination);
  TONES_HZ.forEach((frequency, index) => {
    const start = context.currentTime + index * (TONE_SECONDS + GAP_SECONDS);
    const end = start + TONE_SECONDS;
    const tone = context.createOscillator();
    tone.type = 'triangle';
    tone.frequency.value = frequency;
    tone.connect(gain);
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LOUDNESS, start + RAMP_SECONDS);
    gain.gain.setValueAtTime(LOUDNESS, end - RAMP_SECONDS);
    gain.gain.linearRampToValueAtTime(0, end);
    tone.start(start);
    tone.stop(end);
  });
}

let shared: AudioContext | null = null;

/**
 * Rings once. Answers false when the browser does not let it sound, which it does from the first click or key on: whoever calls shows that, since
 * a sound that is missing must not be missed.
 */
export function ring(): boolean {
  try {
    shared ??= new AudioContext();
    // Where it was not allowed so far, it is asked again, and answered by the next click.
    if (shared.state === 'suspended') void shared.resume().catch(() => undefined);
    if (shared.state !== 'running' && !navigator.userActivation.hasBeenActive) return false;
    schedule(shared);
    return true;
  } catch (error) {
    console.error('alarm sound', error); // no sound device
    return false;
  }
}
