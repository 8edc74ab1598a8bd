import type { ReactElement } from 'react'

/** A code large and in its groups, to be read out or copied by hand. */
export function CodeGroups({ label, code }: { readonly label: string; readonly code: string }): ReactElement {
  return (
    <p className="code-groups" role="group" aria-label={label}>
      {code.split('-').map((group, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- two groups may be the same
        <span key={place}>{group}</span>
      ))}
    </p>
  )
}
