/** What `hillock show` can print of a function. */
export const FORMS = ["card", "latex", "wgsl"] as const;
export type Form = (typeof FORMS)[number];
