import { describe, expect, test } from 'vitest'
import { HitId } from '#shared/domain/ids.ts'
import { createEventHub } from './index.ts'

const hit = (): HitId => HitId.parse(crypto.randomUUID())

describe('createEventHub', () => {
  test('what happens before the console takes the next event is told as one, without a gap in the numbers', async () => {
    const hub = createEventHub()
    const end = new AbortController()
    const events = hub.subscribe(end.signal)
    expect((await events.next()).value).toEqual({ kind: 'hello', number: 0 })
    const [first, second] = [hit(), hit()]
    hub.readsChanged(1)
    hub.readsChanged(2)
    hub.hitsRaised([first])
    hub.hitsRaised([second])
    hub.statusChanged()
    expect((await events.next()).value).toEqual({
      kind: 'changed',
      number: 1,
      newestRead: 2,
      raisedHits: [first, second],
      hitsChanged: false,
      statusChanged: true,
      shiftChanged: false,
      accessChanged: false,
    })
    hub.hitsChanged()
    expect((await events.next()).value).toMatchObject({ number: 2, hitsChanged: true, raisedHits: [] })
    end.abort()
    expect((await events.next()).done).toBe(true)
  })

  test('a thousand reads in a burst reach a console as few events, the last with the newest read', async () => {
    const hub = createEventHub()
    const end = new AbortController()
    const events = hub.subscribe(end.signal)
    await events.next()
    const taken: number[] = []
    const taking = (async () => {
      for await (const event of events) {
        if (event.kind === 'changed' && event.newestRead !== undefined) taken.push(event.newestRead)
        if (taken.at(-1) === 1000) end.abort()
      }
    })()
    for (let read = 1; read <= 1000; read += 1) {
      hub.readsChanged(read)
      await Promise.resolve()
    }
    await taking
    expect(taken.at(-1)).toBe(1000)
    expect(taken.length).toBeLessThanOrEqual(3)
  })

  test('a subscriber that goes away leaves nothing behind and the others go on', async () => {
    const hub = createEventHub()
    const [gone, stays] = [new AbortController(), new AbortController()]
    const goneEvents = hub.subscribe(gone.signal)
    const staysEvents = hub.subscribe(stays.signal)
    await goneEvents.next()
    await staysEvents.next()
    await goneEvents.return()
    hub.readsChanged(7)
    expect((await staysEvents.next()).value).toMatchObject({ newestRead: 7 })
    expect((await goneEvents.next()).done).toBe(true)
    stays.abort()
  })
})
