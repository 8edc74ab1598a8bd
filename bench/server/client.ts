// A connection of `pg` by itself.
import { Client } from 'pg'

/** A database that is taken away at the end of a run must not end the run before it has cleaned up. */
export async function openClient(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
