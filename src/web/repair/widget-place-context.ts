import { createContext } from "react";
import type { WidgetPlace } from "../core/widget/widget-place.ts";

export const WidgetPlaceContext = createContext<WidgetPlace | null>(null);
