import type { Differences } from "./catalogue.ts";

/** Where the Spanish of Colombia says it in another way: people there have a *clave*, and a *computador*. */
export const esCO = {
  start: {
    text: "Es una demostración: ni las personas ni los bancos son reales, y nada sale de este computador.",
    situations: { password: "Un banco pide clave nueva" },
  },
  state: { password_needed: "Clave nueva" },
  why: {
    password_needed:
      "{bank} ya no acepta la clave que diste. Escribe la nueva y volverás a recibir tus datos.",
  },
  repair: {
    stillBroken: {
      login_error:
        "{bank} no aceptó esos datos. Comprueba tu clave en su página o aplicación antes de intentar otra vez.",
    },
  },
  repairPage: {
    typePassword: "Escribes tu clave nueva.",
    safe: "Tu clave va a Belvo. Nosotros no la vemos ni la guardamos.",
  },
  refresh: {
    loginRefused:
      "{bank} no nos dejó entrar esta vez. Si cambiaste tu clave, aquí te pediremos la nueva.",
  },
  link: { entries: { password_needed: "La clave dejó de servir" } },
} as const satisfies Differences;
