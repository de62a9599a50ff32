import { useState } from './lib.js';

const KEY = 'stream-echo.theme';
const THEMES = ['auto', 'light', 'dark'];

const saved = () => {
  const theme = localStorage.getItem(KEY);
  return THEMES.includes(theme) ? theme : 'auto';
};

export function applyTheme(theme = saved()) {
  document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event('theme'));
}

/** The theme that was chosen, and what goes on to the next one. */
export function useTheme() {
  const [theme, setTheme] = useState(saved);
  const next = () => {
    const chosen = THEMES[(THEMES.indexOf(saved()) + 1) % THEMES.length];
    localStorage.setItem(KEY, chosen);
    applyTheme(chosen);
    setTheme(chosen);
  };
  return [theme, next];
}
