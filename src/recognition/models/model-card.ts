// The card beside each model: what it is, what it was trained on, how well it does and where it fails.
// The worker refuses a model whose card is missing, damaged or does not describe the file.
import { z } from 'zod'
import { STATE_ANSWERS } from '#shared/domain/states.ts'

/** Dimensions in order; a name stands for a size that is free. */
const Shape = z.array(z.union([z.string(), z.int().positive()])).min(1)

const Port = z.object({ name: z.string().min(1), shape: Shape, meaning: z.string().min(1) })

/** One measured number: the set it was measured on is always named. */
const Accuracy = z.object({
  set: z.string().min(1),
  samples: z.int().positive(),
  measure: z.string().min(1),
  value: z.number(),
})

const common = {
  version: z.string().min(1),
  file: z.string().regex(/^[a-z0-9-]+\.onnx$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  task: z.string().min(1),
  input: Port.extend({ pixels: z.string().min(1) }),
  output: Port,
  trainedOn: z.array(z.string().min(1)).min(1),
  licence: z.string().min(1),
  accuracy: z.array(Accuracy),
  limits: z.array(z.string().min(1)).min(1),
}

export const DetectorCard = z.object({ ...common, name: z.literal('detector') })
export type DetectorCard = z.infer<typeof DetectorCard>

/** How the reader's raw probabilities become honest ones, and what that was fitted on. */
export const ReaderCalibration = z.object({
  /**
   * Natural logarithm of the temperature that divides the log-probabilities of the 36 characters at a position and
   * the log-odds that a character stands there: base + width * condition.width + ... (see read/condition.ts).
   */
  logTemperature: z.object({
    base: z.number(),
    width: z.number(),
    sharpness: z.number(),
    contrast: z.number(),
  }),
  /** Divides the log-odds between the letter O and the digit 0, which the dies often do not tell apart. */
  letterOTemperature: z.number().positive(),
  /** Share of a position's probability spread evenly over all characters. */
  floor: z.number().min(0).max(0.5),
  fittedOn: z.string().min(1),
})
export type ReaderCalibration = z.infer<typeof ReaderCalibration>

export const ReaderCard = z.object({
  ...common,
  name: z.literal('reader'),
  /** After the blank, in the order of the output. */
  characters: z.string().length(36),
  calibration: ReaderCalibration,
})
export type ReaderCard = z.infer<typeof ReaderCard>

export const StateCard = z.object({
  ...common,
  name: z.literal('state'),
  /** In the order of the output. */
  states: z.array(z.enum(STATE_ANSWERS)).length(STATE_ANSWERS.length),
  /** Below this probability the picture cannot tell. */
  threshold: z.number().min(0).max(1),
})
export type StateCard = z.infer<typeof StateCard>

export type ModelCard = DetectorCard | ReaderCard | StateCard
