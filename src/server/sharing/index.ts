// Sharing with other agencies: who they are, what they declared and asked for, what they were given; and requests that
// are not from law enforcement.
export { createSharing, type Sharing } from './create-sharing.ts'
