import { expect, test } from 'vitest'
import { createMailbox } from './mailbox.ts'

test('the newest frame wins and the replaced ones are counted', () => {
  const mailbox = createMailbox<number>()
  for (const frame of [1, 2, 3]) mailbox.put(frame)
  expect([mailbox.take(), mailbox.take(), mailbox.replaced]).toEqual([3, undefined, 2])
  mailbox.put(4)
  expect([mailbox.take(), mailbox.replaced]).toEqual([4, 2])
})

test('a source that must lose nothing waits until its frame was taken', async () => {
  const mailbox = createMailbox<string>()
  mailbox.put('frame')
  let isEmptied = false
  const waiting = mailbox.emptied(new AbortController().signal).then(() => (isEmptied = true))
  await Promise.resolve()
  expect(isEmptied).toBe(false)
  mailbox.take()
  await waiting
  expect(isEmptied).toBe(true)
})

test('the wait for an empty mailbox ends when the camera is stopped', async () => {
  const mailbox = createMailbox<string>()
  mailbox.put('frame')
  const stopping = new AbortController()
  const waiting = mailbox.emptied(stopping.signal)
  stopping.abort()
  await waiting
  expect(mailbox.isEmpty).toBe(false)
})
