import { createElement } from "react";
import { createRoot } from "react-dom/client";

/** The least that React can show: one card, of which everything is known. */
const root = document.getElementById("root");
if (root) createRoot(root).render(createElement("article", null, "Erebor Bank Mexico"));
