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

export function toggleTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme.value;
  try {
    localStorage.setItem(KEY, theme.value);
  } catch {
    // a browser that keeps nothing shows the theme until the page is closed
  }
}
