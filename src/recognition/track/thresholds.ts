// The thresholds that decide what is published; measured values are in assets/models/README.md.

/** A live pass is published from this probability of its best string on. */
export const FIRST_CONFIDENT = 0.5
/** A pass that is over, or a still, is published from this probability on ... */
export const LAST_CONFIDENT = 0.25
/**
 * ... when the detector was at least this sure of the plate once; otherwise it too needs
 * `FIRST_CONFIDENT`. On 400 street pictures (street-train, in-car-train) fainter finds gave 24 reads of
 * plates and 2 of other things at 0.5 and more, but 8 and 9 between 0.25 and 0.5.
 */
export const CONFIDENT_SCORE = 0.3
/**
 * A string without a digit is published only when the detector was this sure of the plate, and the reader as sure as for
 * a live pass: lettering on doors and signs reads well. On held-out street pictures (193 of street-train, 222 drawn
 * scenes) 12 of 15 reads of other things had no digit, the surest of them found at 0.61; of 19 plates without a digit 16 were as sure in both, from 0.72 on.
 */
export const WORD_SCORE = 0.7
/**
 * Finds of the detector below this are not looked at. On held-out street pictures (193 of street-train) 0.2 finds 82 %
 * of the plates of 24 to 40 px and 2.9 other things a picture, 0.3 finds 77 % and 0.9.
 */
export const LEAST_SCORE = 0.2
/** Of finds below this only the surest one of a frame is read: most are lamps and lettering, and each costs 2 ms. */
export const FAINT_SCORE = 0.3
/** A plate narrower than this in the frame cannot be read: less than four pixels a character. */
export const LEAST_WIDTH = 28
/** A vehicle not seen for this long, in capture time, is gone. */
export const LOST_AFTER_MS = 1000
/** A refined answer is sent at most this often per pass. */
export const REFINE_EVERY_MS = 500
/** ... and only when the probability moved by this much, or the string or state changed. */
export const REFINE_STEP = 0.05
/** The same string near the same place within this time is the same vehicle, not a second pass. */
export const SAME_VEHICLE_MS = 5000
/** "Near": within this share of the frame's width. */
export const SAME_VEHICLE_REACH = 0.25
/**
 * Live passes per camera that outlast a frame; those unseen longest make room. Bounds the frames held,
 * since each pass holds at most one.
 */
export const MOST_LIVE_PASSES = 16
