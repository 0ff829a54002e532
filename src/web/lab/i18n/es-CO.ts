import type { LabDifferences } from "./lab-catalogue.ts";

/** Where the Spanish of Colombia says it in another way: people there have a *clave*. */
export const labEsCO = {
  lab: {
    scenes: {
      password_changed: {
        title: "Cambió la clave",
        text: "Ana cambió su clave en el banco y sus datos ya no llegan.",
        do: "Abre la pantalla de Erebor. Escribe primero la clave que el banco rechaza, y luego la buena.",
      },
      token_runs_out: {
        do: "Abre la pantalla de Erebor. Haz que venza la llave y envía la clave. Luego escríbela otra vez.",
      },
      widget_silent: { text: "El banco acepta la clave, pero su pantalla nunca nos dice nada." },
      success_after_exit: { do: "Envía la clave. Mientras la pantalla espera, ciérrala." },
      bank_down: {
        do: "Repara Erebor con cualquier clave. Luego levanta el banco y prueba otra vez.",
        watch:
          "La página no culpa a Ana: dice que el banco no funciona. Cuando vuelve, la misma clave sirve.",
      },
      webhook_late: {
        do: "Cambia la clave en el banco y espera. O recarga la página para no esperar.",
      },
      webhook_twice: { do: "Cambia la clave en el banco." },
    },
    broken: "Cambió la clave de {bank}.",
    acts: { break_password: "Cambiar la clave" },
    told: {
      troubles: { login_error: "El banco rechazó la clave." },
      screens: { password: "La pantalla pide la clave" },
      webhooks: { invalid_credentials: "Belvo avisa: la clave ya no sirve" },
      events: {
        read_invalid: "Belvo dice que la clave ya no sirve",
        error_login_error: "El banco rechazó la clave",
      },
    },
  },
} as const satisfies LabDifferences;
