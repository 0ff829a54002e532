import type { HandoffCatalogue } from "./handoff-catalogue.ts";

export const handoffEn: HandoffCatalogue = {
  handoff: {
    open: "Continue on your phone",
    openFor: "Continue on your phone with {bank}",
    how: "Point your phone’s camera at this code and go on there with {bank}. It is good for two minutes and opens once.",
    code: "QR code to go on with {bank} on your phone",
    making: "Getting the code…",
    over: "This code is no longer good.",
    again: "Get another",
    close: "Close code",
    here: "Open here in a phone-sized window",
  },
};
