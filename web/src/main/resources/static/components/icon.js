// @ts-check
import { html } from "../html.js";

const shapes = {
  check: "M5 12.5l4.5 4.5L19 7.5",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  alert: "M12 8.5v4.5M12 16.5v.01M12 3.5 2.5 20h19z",
  info: "M12 11v5.5M12 7.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  lock: "M7.5 11V8a4.5 4.5 0 0 1 9 0v3M5.5 11h13v9.5h-13z",
  out: "M14 4.5h5.5V10M19 5l-8.5 8.5M10 5.5H5v13.5h13.5v-5",
  forward: "M5 12h14M13 6l6 6-6 6",
  back: "M19 12H5M11 6l-6 6 6 6",
  cross: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  pause: "M9 7v10M15 7v10M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  circle: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16",
  anchor: "M12 8.5V20M8 11.5h8M4.5 14c0 4 3.5 6 7.5 6s7.5-2 7.5-6M12 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
};

/**
 * A drawing beside words that say the same.
 * @param {{name: keyof typeof shapes}} props
 */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${shapes[name]} /></svg>`;
}
