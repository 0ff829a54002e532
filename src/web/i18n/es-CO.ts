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
      "{login, select, password {¿Cambiaste tu clave de {bank}? Escríbela para reconectarlo y seguir viendo {type, select, bank {tus movimientos} other {tu información}}.} other {¿Cambiaron tus datos de {bank}? Escríbelos otra vez para seguir recibiendo tu información.}}",
  },
  reason: {
    password_needed:
      "{login, select, password {¿Cambiaste tu clave? Escríbela para reconectar.} other {¿Cambiaron tus datos? Escríbelos otra vez.}}",
  },
  trust: {
    safe: "{login, select, password {Tu clave va cifrada a Belvo; {app} no la ve.} other {Lo que escribas va cifrado a Belvo; {app} no lo ve.}} Toma cerca de un minuto.",
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
  },
  refresh: {
    loginRefused:
      "{bank} no nos dejó entrar esta vez. {login, select, password {Si cambiaste tu clave, aquí te pediremos la nueva.} other {Si tus datos cambiaron, aquí te pediremos los nuevos.}}",
  },
  link: {
    entries: {
      password_needed:
        "{login, select, password {Tu clave dejó de funcionar} other {{bank} dejó de aceptar tus datos}}",
    },
  },
} as const satisfies Differences;
