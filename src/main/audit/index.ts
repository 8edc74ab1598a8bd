// The audit: every act that an auditor may ask about, with who, when and why, in a chain that nothing changes; what is
// made of it in reviews, regular audits and the misuse radar.
export { deviceOf, isSigned, openDeviceKey } from './device-key.ts'
export { linkOf } from './links.ts'
export { NOBODY, openAudit, PROGRAM, type Audit, type AuditLog } from './open-audit.ts'
export { createRadarDesk, type RadarDesk } from './radar-desk.ts'
export { createReviews, type Reviews } from './reviews.ts'
export { usageFigures } from './usage-figures.ts'
