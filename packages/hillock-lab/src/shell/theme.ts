import { signal } from "@preact/signals";

export type Theme = "light" | "dark";
const KEY = "hillock-theme";
const media = matchMedia("(prefers-color-scheme: dark)");

const chosen = document.documentElement.dataset.theme;
export const theme = signal<Theme>(
  chosen === "light" || chosen === "dark" ? chosen : media.matches ? "dark" : "light",
);
media.addEventListener("change", () => {
  if (!document.documentElement.dataset.theme) theme.value = media.matches ? "dark" : "light";
});

/** For a while, where the browser does not keep the choice beyond this page. */
export const refused = signal(false);
const SAID_MS = 6000;

export function toggleTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme.value;
  try {
    localStorage.setItem(KEY, theme.value);
  } catch {
    refused.value = true;
    setTimeout(() => {
      refused.value = false;
    }, SAID_MS);
  }
}
