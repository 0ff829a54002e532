import type { Words } from "./words.ts";

export const spanish: Words = {
  frameTitle: "Actualiza tu conexión",
  ribbon: "Sandbox: nada aquí es real",
  close: "Cerrar",
  loading: "Un momento…",
  done: "Listo",
  retry: "Reintentar",
  notNow: "Ahora no",
  goBack: "Volver",
  goBackYourself: "Ya puedes volver a la página de donde viniste.",
  credentials: {
    title: "Escribe tu nueva contraseña",
    text: (bank) => `La que diste ya no sirve en ${bank}.`,
    unfinished: {
      title: "Escribe tu contraseña",
      text: (bank) => `Con ella queda lista tu conexión con ${bank}.`,
    },
    label: "Contraseña",
    help: "Tu usuario no cambia.",
    show: "Mostrar contraseña",
    hide: "Ocultar contraseña",
    submit: "Actualizar",
    busy: "Actualizando…",
    missing: "Escribe tu contraseña.",
    refused: "El banco no aceptó esta contraseña. Revísala e intenta de nuevo.",
    refusedBy: (name) => `${name} no aceptó esta contraseña. Revísala e intenta de nuevo.`,
    expired: "Pasó demasiado tiempo. Escribe tu contraseña otra vez.",
    hint: "Aquí sirve cualquier contraseña. Escribe `pass_invalid` para ver un rechazo.",
  },
  identity: {
    title: "Escribe tus datos otra vez",
    text: (name) => `${name} ya no acepta los que diste.`,
    unfinished: {
      title: "Escribe tus datos",
      text: (name) => `Con ellos queda lista tu conexión con ${name}.`,
    },
    email: "Correo electrónico",
    emailHelp: (name) => `El que registraste en ${name}.`,
    length: (signs) => `${signs} letras y números`,
    missing: (label) => `Escribe este dato: ${label}.`,
    malformed: (label, signs) =>
      signs === undefined ? `Revisa este dato: ${label}.` : `${label}: ${signs} letras y números.`,
    noEmail: "Escribe un correo como nombre@ejemplo.com.",
    refused: (name) => `${name} no aceptó estos datos. Revísalos e intenta de nuevo.`,
    hint: "El correo `nobody@example.com` se rechaza.",
    fill: "Llenar con datos de prueba",
  },
  code: {
    title: "Escribe el código de tu banco",
    text: (bank) => `${bank} quiere confirmar que eres tú.`,
    arrives: "Te llega por mensaje o correo, o lo muestra la app de tu banco.",
    label: "Código de seis dígitos",
    submit: "Confirmar",
    busy: "Confirmando…",
    malformed: "Escribe los seis dígitos del código.",
    refused: "El banco no aceptó este código. Revísalo e intenta de nuevo.",
    expired: "Pasó demasiado tiempo. Escribe un código nuevo.",
    useNumber: "Escribe este número en el dispositivo de tu banco para obtener un código:",
    scan: "Escanea esto con la app de tu banco:",
    confirmed: "Ya lo confirmé",
    notConfirmed: "El banco todavía no recibe tu confirmación.",
    hint: "`111111` se acepta, `999999` se rechaza.",
  },
  success: (bank) => ({
    title: "¡Todo listo!",
    text: `Tu conexión con ${bank} funciona de nuevo.`,
  }),
  connected: (bank) => ({
    title: "Ya está conectado",
    text: `Tu conexión con ${bank} funciona. No hay nada que actualizar.`,
  }),
  sessionExpired: {
    title: "La sesión expiró",
    text: "Esta sesión terminó o ya se usó. Vuelve y empieza la actualización otra vez.",
  },
  createMode: {
    title: "No hay conexión que actualizar",
    text: "Este token de acceso no indica ningún link. El sandbox solo imita el modo de actualización, así que no puede crear una conexión nueva.",
  },
  errors: (bank) => ({
    too_many_sessions: {
      title: "Tienes otra sesión abierta",
      text: `${bank} permite una sola sesión. Ciérrala, espera dos minutos e intenta de nuevo.`,
    },
    institution_down: {
      title: `${bank} no funciona ahora`,
      text: "El problema está de su lado, no en lo que escribiste. Intenta más tarde.",
    },
    institution_unavailable: {
      title: `${bank} no está disponible`,
      text: "No responde en este momento. Intenta en unos minutos.",
    },
    institution_inactive: {
      title: `${bank} está en pausa`,
      text: "Sus conexiones están suspendidas por ahora. Intenta otro día.",
    },
    request_timeout: {
      title: "Está tardando demasiado",
      text: `${bank} no respondió a tiempo. Intenta de nuevo.`,
    },
    rate_limited: {
      title: "Demasiadas solicitudes",
      text: "Espera medio minuto e intenta de nuevo.",
    },
    offline: {
      title: "Sin conexión",
      text: "No se pudo llegar a Belvo. Revisa tu internet e intenta de nuevo.",
    },
    unexpected_error: {
      title: "Algo salió mal",
      text: "No fue culpa tuya. Intenta de nuevo y, si se repite, vuelve más tarde.",
    },
  }),
  leave: {
    title: "¿Salir sin actualizar?",
    text: "Tu conexión seguirá en pausa hasta que la actualices.",
    stay: "Seguir actualizando",
    leave: "Salir",
  },
  survey: {
    title: "¿Por qué te vas?",
    reasons: [
      "No tengo a la mano mi contraseña o el código",
      "No sé si esto es seguro",
      "Algo no funcionó",
    ],
    stay: "Seguir actualizando",
    leave: "Salir",
  },
};
