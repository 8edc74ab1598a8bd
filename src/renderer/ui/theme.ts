// The three looks of the console. The chosen one is remembered on this laptop.

export const THEMES = ['day', 'night', 'contrast'] as const
export type Theme = (typeof THEMES)[number]

/** The word for a theme on its button. */
export const THEME_WORD: Readonly<Record<Theme, string>> = {
  day: 'day',
  night: 'night',
  contrast: 'contrast',
}

const KEY = 'lookout.theme'

export function isTheme(text: unknown): text is Theme {
  return THEMES.some((theme) => theme === text)
}

/** Day, night, high contrast, day again. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'day'
}

/** The remembered theme, else what the machine asks for. */
export function startingTheme(): Theme {
  const remembered = localStorage.getItem(KEY)
  if (isTheme(remembered)) return remembered
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast'
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'day'
}

/** Puts a theme on the page. */
export function wearTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
}

export function rememberTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme)
}
