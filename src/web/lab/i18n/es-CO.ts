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
        do: "Abre la pantalla de Erebor. Vence las llaves y envía la clave. Luego escríbela otra vez.",
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
    acts: { break_password: "Cambiar la clave" },
  },
} as const satisfies LabDifferences;
