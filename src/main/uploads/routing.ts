// Where records go, by the storage that the profile names (clauses.md: Schaumburg IV.B, Oak Brook 131.7(b), Parsons
// 427.5). One side gets all records of a kind; where that is a provider, the department gets the hits that were acted
// on, with their reads and images, beside it.
import type { Holder } from '#main/storage/uploads-repository.ts'
import type { OutboxKind } from '#main/storage/outbox-repository.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Destination } from './destination.ts'

const KINDS: readonly OutboxKind[] = ['hit', 'read', 'entered', 'canvass', 'audit', 'media']
/** What a provider stores; what officers entered and the audit are the department's own. */
const READS: ReadonlySet<OutboxKind> = new Set(['hit', 'read', 'media'])

export type Routing = ReturnType<typeof createRouting>

export type Route = {
  readonly destination: Destination
  /** Kinds of which it gets all. */
  readonly kinds: readonly OutboxKind[]
  /** Of other kinds it gets what was acted on. */
  readonly isWantingHits: boolean
}

type Options = {
  readonly profile: Profile
  readonly department: () => Destination | undefined
  readonly provider: () => Destination | undefined
}

export function createRouting({ profile, department, provider }: Options) {
  const isAtProvider = (): boolean => profile.storage.value !== 'department'

  /** Who gets all records of a kind; nobody: it is not transferred, and not waited for. */
  function allOf(kind: OutboxKind): Holder | undefined {
    if (isAtProvider() && READS.has(kind)) return 'provider'
    if (department() !== undefined || !isAtProvider()) return 'department'
    // Without a department server the provider is the only store; the audit stays in the car.
    return kind === 'audit' ? undefined : 'provider'
  }

  const kindsOf = (holder: Holder): OutboxKind[] => KINDS.filter((kind) => allOf(kind) === holder)

  return {
    allOf,
    isAtProvider,
    /** Kinds that wait for somebody. */
    kinds: (): OutboxKind[] => KINDS.filter((kind) => allOf(kind) !== undefined),

    /** Those that can be sent to now; the provider first, since it gets the most. */
    routes(): Route[] {
      const routes: Route[] = []
      const [cloud, office] = [provider(), department()]
      if (isAtProvider() && cloud !== undefined) {
        routes.push({ destination: cloud, kinds: kindsOf('provider'), isWantingHits: false })
      }
      if (office !== undefined) {
        routes.push({ destination: office, kinds: kindsOf('department'), isWantingHits: isAtProvider() })
      }
      return routes
    },
  }
}
