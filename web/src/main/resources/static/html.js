// @ts-check
import { h } from "preact";
import htm from "htm";

/** Tagged template that builds Preact nodes: the one place where htm meets Preact. */
export const html = htm.bind(h);
