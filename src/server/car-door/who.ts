// Which car a connection belongs to. Asked for each request, so that a certificate that was taken away counts for
// nothing from then on.
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { X509Certificate } from 'node:crypto'
import type { Fleet } from '#server/fleet/index.ts'
import type { CarId } from '#shared/transfer/wire.ts'

export function createCallers(fleet: Pick<Fleet, 'carOf' | 'onRevoked'>) {
  const certificates = new WeakMap<TLSSocket, X509Certificate>()
  const cars = new WeakMap<IncomingMessage, CarId>()
  const sockets = new Map<CarId, Set<TLSSocket>>()

  function certificateOf(socket: TLSSocket): X509Certificate | undefined {
    if (!socket.authorized) return undefined
    const known = certificates.get(socket) ?? socket.getPeerX509Certificate()
    if (known !== undefined) certificates.set(socket, known)
    return known
  }

  function remember(car: CarId, socket: TLSSocket): void {
    const own = sockets.get(car) ?? new Set()
    sockets.set(car, own)
    if (own.has(socket)) return
    own.add(socket)
    socket.once('close', () => {
      own.delete(socket)
      if (own.size === 0 && sockets.get(car) === own) sockets.delete(car)
    })
  }

  const endListening = fleet.onRevoked((car) => {
    for (const socket of sockets.get(car) ?? []) socket.destroy()
  })

  return {
    /** Undefined: no certificate, one of another authority, one that has ended or was taken away. */
    async find(request: IncomingMessage): Promise<CarId | undefined> {
      const { socket } = request
      if (!(socket instanceof TLSSocket)) return undefined
      const certificate = certificateOf(socket)
      const car = certificate && (await fleet.carOf(certificate))
      if (car === undefined) return undefined
      remember(car, socket)
      cars.set(request, car)
      return car
    },
    /** The car that `find` found. */
    carOf(request: IncomingMessage): CarId {
      const car = cars.get(request)
      if (car === undefined) throw new Error('A request that was not checked.')
      return car
    },
    stop: endListening,
  }
}
