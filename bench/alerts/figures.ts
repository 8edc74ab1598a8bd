// From what the vehicles set off to precision, recall and calibration.
import { expectedCalibrationError } from '../recognition/calibration-error.ts'
import type { Alerts, Judged } from './trials.ts'
import { shareOf, type Share } from './wilson.ts'

export type Bin = {
  readonly from: number
  readonly to: number
  readonly stated: number | null
  readonly right: Share
}

export type Calibration = {
  readonly alerts: number
  readonly ece: number | null
  readonly bins: readonly Bin[]
}

/** A tenth is too coarse where most alerts are: nearly sure, or nearly surely wrong. */
export const EDGES = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1]

/** What the stated odds are worth; `repeats` as in `shareOf`. */
export function calibrationOf(
  answers: readonly { readonly probability: number; readonly isRight: boolean }[],
  repeats: number,
): Calibration {
  const bins = EDGES.slice(0, -1).map((from, index): Bin => {
    const to = EDGES[index + 1] ?? 1
    const here = answers.filter(({ probability }) => probability >= from && (probability < to || to === 1))
    const stated = here.reduce((sum, { probability }) => sum + probability, 0)
    return {
      from,
      to,
      stated: here.length === 0 ? null : stated / here.length,
      right: shareOf(here.filter(({ isRight }) => isRight).length, here.length, repeats),
    }
  })
  return { alerts: answers.length, ece: expectedCalibrationError(answers), bins }
}

export type Asked = 'characters' | 'state' | 'both'

/** The alerts that the labels can judge, with one of their three odds. */
export function answersTo(asked: Asked, all: readonly Alerts[]) {
  return all
    .flatMap(({ alerts }) => alerts)
    .flatMap((alert) => {
      const probability = alert.stated[asked]
      const isRight = { characters: alert.isPlateRight, state: alert.isStateRight, both: alert.isRight }[
        asked
      ]
      return probability === undefined || isRight === undefined ? [] : { probability, isRight }
    })
}

export type LimitFigures = {
  /** Of vehicles whose plate is listed: some alert of at least the limit is right. */
  readonly recall: Share
  /** Of vehicles that alert, half of all vehicles being listed: the surest alert is right. */
  readonly precision: Share
  /** Of vehicles whose plate is not listed: some alert reaches the limit. */
  readonly falseAlerts: Share
  /** Precision where only `listedShare` of the vehicles is listed, and what it is within the interval of falseAlerts. */
  readonly onTheRoad: {
    readonly precision: number | null
    readonly low: number | null
    readonly high: number | null
  }
}

export function limitFigures(
  all: readonly Alerts[],
  limit: number,
  listedShare: number,
  repeats: number,
): LimitFigures {
  const reaches = ({ stated }: Judged): boolean => stated.both >= limit
  const isAlert = ({ alerts }: Alerts): boolean => alerts.some(reaches)
  const isSurestRight = ({ alerts }: Alerts): boolean => alerts.find(reaches)?.isRight === true
  const listed = all.filter(({ isListed }) => isListed)
  const unlisted = all.filter(({ isListed }) => !isListed)
  const falseAlerts = shareOf(unlisted.filter(isAlert).length, unlisted.length, repeats)
  const alerting = all.filter(isAlert)
  const right = share(listed.filter(isSurestRight).length, listed.length)
  const alert = share(listed.filter(isAlert).length, listed.length)
  const onTheRoad = (falseShare: number | null): number | null =>
    right === null || alert === null || falseShare === null
      ? null
      : share(listedShare * right, listedShare * alert + (1 - listedShare) * falseShare)
  return {
    recall: shareOf(
      listed.filter(({ alerts }) => alerts.some((one) => reaches(one) && one.isRight)).length,
      listed.length,
      repeats,
    ),
    precision: shareOf(alerting.filter(isSurestRight).length, alerting.length, repeats),
    falseAlerts,
    onTheRoad: {
      precision: onTheRoad(falseAlerts.share),
      low: onTheRoad(falseAlerts.high),
      high: onTheRoad(falseAlerts.low),
    },
  }
}

/** Mean stated odds of the surest alerts, as they come where only `listedShare` of the vehicles is listed. */
export function statedOnTheRoad(all: readonly Alerts[], limit: number, listedShare: number): number | null {
  const count = { listed: 0, unlisted: 0 }
  for (const { isListed } of all) count[isListed ? 'listed' : 'unlisted'] += 1
  let stated = 0
  let weights = 0
  for (const { isListed, alerts } of all) {
    const surest = alerts.find(({ stated: { both } }) => both >= limit)
    if (surest === undefined) continue
    const weight = isListed ? listedShare / count.listed : (1 - listedShare) / count.unlisted
    stated += weight * surest.stated.both
    weights += weight
  }
  return share(stated, weights)
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
