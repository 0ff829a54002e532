import type { Differences } from "./catalogue.ts";

/** Where the Spanish of Colombia says it in another way: people there have a *clave*, and a *computador*. */
export const esCO = {
  start: {
    text: "Es una demostración: ni las personas ni los bancos son reales, y nada sale de este computador.",
    situations: { password: "Un banco pide clave nueva" },
  },
  state: { password_needed: "{login, select, password {Clave nueva} other {Datos de acceso}}" },
  why: {
    password_needed:
      "{login, select, password {{bank} ya no acepta la clave que diste. Escribe la nueva y volverás a recibir tus datos.} other {{bank} ya no acepta los datos que diste. Escríbelos otra vez y volverás a recibir tu información.}}",
  },
  repair: {
    stillBroken: {
      login_error:
        "{bank} no aceptó esos datos. {login, select, password {Comprueba tu clave en su página o aplicación antes de intentar otra vez.} other {Revisa que estén completos antes de intentar otra vez.}}",
    },
  },
  repairPage: {
    typePassword:
      "{login, select, password {Escribes tu clave nueva.} other {Escribes los datos que pida {bank}.}}",
    safe: "Tu clave va a Belvo. Nosotros no la vemos ni la guardamos.",
  },
  refresh: {
    loginRefused:
      "{bank} no nos dejó entrar esta vez. {login, select, password {Si cambiaste tu clave, aquí te pediremos la nueva.} other {Si tus datos cambiaron, aquí te pediremos los nuevos.}}",
  },
  link: {
    entries: {
      password_needed:
        "{login, select, password {La clave dejó de servir} other {{bank} dejó de aceptar tus datos}}",
    },
  },
} as const satisfies Differences;
