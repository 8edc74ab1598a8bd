import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { paced } from './paced.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('the first ask is answered at once and a hundred within a second make four more refreshes', async () => {
  const work = vi.fn<() => void>()
  const refresh = paced(250, work)
  refresh.ask()
  expect(work).toHaveBeenCalledTimes(1)
  for (let asked = 0; asked < 100; asked++) {
    refresh.ask()
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(1000)
  expect(work).toHaveBeenCalledTimes(5)
})

test('an ask during a slow refresh is answered once after it', async () => {
  const finish: (() => void)[] = []
  const work = vi.fn<() => Promise<void>>(
    () =>
      new Promise((resolve) => {
        finish.push(resolve)
      }),
  )
  const refresh = paced(250, work)
  refresh.ask()
  refresh.ask()
  refresh.ask()
  await vi.advanceTimersByTimeAsync(5000)
  expect(work).toHaveBeenCalledTimes(1)
  finish.shift()?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(work).toHaveBeenCalledTimes(2)
  finish.shift()?.()
  await vi.advanceTimersByTimeAsync(5000)
  expect(work).toHaveBeenCalledTimes(2)
})

test('nothing is done after the stop', async () => {
  const work = vi.fn<() => void>()
  const refresh = paced(250, work)
  refresh.ask()
  refresh.ask()
  refresh.stop()
  refresh.ask()
  await vi.advanceTimersByTimeAsync(5000)
  expect(work).toHaveBeenCalledTimes(1)
})
