/** Every sentence that the page says, in Spanish. The other languages have the same shape. */
export const es = {
  language: "es",
  page: {
    title: "Tus bancos",
    titleWithCount: (count: number) => `(${count}) Tus bancos`,
    skip: "Ir al contenido",
    home: "Relink, tus bancos",
    leave: "Salir",
    leaveFailed: "No pudimos cerrar tu sesión. Intenta otra vez.",
    offline: "No tienes conexión a internet. Lo que ves puede haber cambiado.",
    loading: "Cargando…",
    notFoundTitle: "Aquí no hay nada",
    notFoundText: "Esta página no existe o cambió de lugar.",
    crashTitle: "Algo salió mal de nuestro lado",
    crashText: "Recarga la página. Tus bancos y tus datos están a salvo.",
    reload: "Recargar",
    backHome: "Ver tus bancos",
  },
  start: {
    title: "Elige a una persona de ejemplo",
    text: "Es una demostración: ni las personas ni los bancos son reales, y nada sale de esta computadora.",
    failed: "No pudimos entrar. Intenta otra vez.",
    situations: {
      all_connected: "Todo conectado",
      password: "Un banco pide contraseña nueva",
      code: "Un banco pide un código",
      unfinished: "Una conexión sin terminar",
      several: "Varios bancos por reparar",
      brazil: "Un banco de Brasil",
      empty: "Sin bancos todavía",
      many: "250 bancos",
    },
    closedTitle: "Entra desde tu aplicación",
    closedText:
      "Para proteger tus cuentas, esta página se abre con el enlace que te da la aplicación donde conectaste tus bancos.",
  },
  enter: {
    working: "Abriendo tu página…",
    failedTitle: "Este enlace ya no sirve",
    failedText:
      "Cada enlace abre una sola vez y vence a los 15 minutos. Pide uno nuevo en tu aplicación.",
    offlineTitle: "No pudimos abrir tu página",
    offlineText:
      "Revisa tu conexión a internet y vuelve a intentarlo. Tu enlace sigue siendo válido.",
  },
  links: {
    title: "Tus bancos",
    needsYou: (count: number) =>
      count === 1 ? "1 banco necesita que hagas algo" : `${count} bancos necesitan que hagas algo`,
    allWell: "Todo está conectado",
    nothingToDo: "No hay nada que hacer por ahora",
    emptyTitle: "Aún no tienes bancos conectados",
    emptyText: "Cuando conectes uno en tu aplicación, aquí verás si sigue funcionando.",
    failedTitle: "No pudimos ver cómo están tus bancos",
    failedText:
      "Estamos intentando otra vez. Tus cuentas están bien: esto solo afecta a esta página.",
    retry: "Intentar ahora",
    stale: (when: string) => `No podemos consultar a tus bancos ahora. Así estaban ${when}.`,
    more: "Mostrar más bancos",
    updated: (when: string) => `Datos recibidos ${when}`,
    neverUpdated: "Aún sin datos",
    repaired: (when: string) => `Reparado ${when}`,
    fetching: "Trayendo tus datos más recientes…",
  },
  news: {
    one: (bank: string, state: string) => `Cambió el estado de ${bank}: ${state}.`,
    many: (count: number) => `Cambió el estado de ${count} bancos.`,
  },
  state: {
    connected: "Conectado",
    password_needed: "Contraseña nueva",
    code_needed: "Código pendiente",
    unfinished: "Sin terminar",
    elsewhere: "Se repara en otro lugar",
    bank_trouble: "El banco no responde",
    unsure: "Por confirmar",
    checking: "Comprobando",
  },
  why: {
    connected: (bank: string) => `${bank} nos envía tus datos con normalidad.`,
    password_needed: (bank: string) =>
      `${bank} ya no acepta la contraseña que diste. Escribe la nueva y volverás a recibir tus datos.`,
    code_needed: (bank: string) =>
      `${bank} pide un código de seguridad. Ten tu celular a la mano: te toma un minuto.`,
    unfinished: (bank: string) =>
      `La conexión con ${bank} quedó a medias. Complétala y empezarás a recibir tus datos.`,
    elsewhere: (bank: string) =>
      `El permiso de ${bank} se renueva en el portal Meu Belvo, no en esta página.`,
    bank_trouble: (bank: string) =>
      `${bank} no está respondiendo. En cuanto vuelva a funcionar, lo verás aquí.`,
    unsure: (bank: string) =>
      `No tenemos claro cómo está ${bank}. Seguimos revisando y lo verás aquí.`,
    checking: (bank: string) =>
      `Algo pudo cambiar en ${bank}. Lo estamos comprobando y en un momento lo verás aquí.`,
  },
  repair: {
    update: "Actualizar",
    updateBank: (bank: string) => `Actualizar ${bank}`,
    portal: "Ir a Meu Belvo",
    notYou: "No tienes que hacer nada.",
    busyElsewhere: "Termina primero con el otro banco.",
    preparing: (bank: string) => `Abriendo la pantalla de ${bank}…`,
    confirming: (bank: string) => `Confirmando con ${bank}…`,
    withBank: (bank: string) => `Estás en la pantalla de ${bank}.`,
    repaired: (bank: string) => `Listo: ${bank} volvió a conectarse.`,
    already: (bank: string) => `${bank} ya está conectado. No hace falta que hagas nada.`,
    left: (bank: string) => `Cerraste la pantalla de ${bank}. Puedes seguir cuando quieras.`,
    reload: "Recargar e intentar",
    close: "Cerrar aviso",
    stillBroken: {
      login_error: (bank: string) =>
        `${bank} no aceptó esos datos. Comprueba tu contraseña en su página o aplicación antes de intentar otra vez.`,
      token_required: (bank: string) =>
        `${bank} no aceptó el código. Pide uno nuevo e intenta otra vez.`,
      too_many_sessions: (bank: string) =>
        `Tienes otra sesión abierta en ${bank}. Ciérrala, espera dos minutos e intenta otra vez.`,
      bank_down: (bank: string) =>
        `${bank} no está funcionando ahora. No es tu culpa: intenta más tarde.`,
      other: (bank: string) => `${bank} sigue sin conectarse. Puedes intentar otra vez.`,
    },
    failed: {
      no_network: "No tienes conexión a internet. Revísala e intenta otra vez.",
      widget_blocked:
        "Algo en tu navegador no deja abrir la pantalla de tu banco, quizá un bloqueador de anuncios. Desactívalo aquí e intenta otra vez.",
      widget_dead: "La pantalla de tu banco no llegó. Recarga esta página e intenta otra vez.",
      widget_silent: "La pantalla de tu banco se quedó en blanco. Intenta otra vez.",
      expired:
        "Pasó mucho tiempo y la pantalla de tu banco se cerró por seguridad. Intenta otra vez.",
      other_tab: "Ya estás con este banco en otra pestaña. Termina allá o ciérrala.",
      not_confirmed:
        "Tu banco aún no confirma el cambio. Seguimos revisando y esta página se actualizará sola.",
      rate_limited: "Hay muchos intentos en este momento. Espera un minuto e intenta otra vez.",
      belvo_unreachable:
        "No podemos abrir la pantalla de tu banco ahora. Intenta en unos minutos; tus datos están a salvo.",
      not_found: "Esta conexión ya no existe. Puedes volver a conectar el banco en tu aplicación.",
      not_repairable_here: "Esta conexión no se repara en esta página.",
      unauthenticated: "Tu sesión terminó. Vuelve a entrar desde tu aplicación.",
      other: "Algo falló de nuestro lado. Intenta otra vez en un momento.",
    },
  },
  refresh: {
    ask: "Traer mis datos ahora",
    asking: "Pidiendo tus datos…",
    wait: (bank: string, time: string) =>
      `${bank} tiene otra sesión abierta. Podrás intentar otra vez a las ${time}.`,
    started: "Listo: pedimos tus datos. Suelen llegar en unos minutos.",
    freshAlready: "Ya tienes tus datos más recientes.",
    needsYou: (bank: string) => `${bank} necesita que hagas algo. Mira arriba qué es.`,
    loginRefused: (bank: string) =>
      `${bank} no nos dejó entrar esta vez. Si cambiaste tu contraseña, aquí te pediremos la nueva.`,
    unreachable: "No pudimos pedir tus datos ahora. Intenta en unos minutos.",
  },
  link: {
    back: "Tus bancos",
    history: "Historia",
    noHistory: "Aún no ha pasado nada.",
    notFoundTitle: "No encontramos esta conexión",
    notFoundText: "Puede que ya no exista o que sea de otra persona.",
    checked: (when: string) => `Última revisión: ${when}`,
    because: {
      reading: "Nos lo dijo Belvo, que nos conecta con tu banco.",
      hint: "Nos avisaron de un cambio y lo estamos comprobando.",
      refusal: "Tu banco no contestó cuando pedimos tus datos.",
    },
    receipt: {
      title: "Comprobante",
      before: "Antes",
      after: "Después",
      confirmed: "Confirmado",
      took: "Duración",
      reference: "Referencia para soporte",
      copy: "Copiar",
      copied: "Copiado",
    },
    entries: {
      opened: "Abriste la pantalla del banco",
      connected: "El banco confirmó la conexión",
      password_needed: "La contraseña dejó de servir",
      code_needed: "El banco pidió un código",
      unfinished: "La conexión quedó a medias",
      elsewhere: "El permiso del banco dejó de valer",
      bank_trouble: "El banco no respondió",
      unsure: "No pudimos saber cómo está",
      checking: "Empezamos a comprobar cómo está",
      fresh: (when: string) => `Datos al día: ${when}`,
      asked: "Pediste tus datos",
      repairedIn: (time: string) => `Reparado por ti en ${time}`,
      ended_repaired: "Reparado por ti",
      ended_still_broken: "Esta vez no funcionó",
      ended_left: "Cerraste la pantalla del banco",
      ended_expired: "La pantalla del banco se cerró por tiempo",
      ended_failed: "La pantalla del banco no se pudo abrir",
      ended_confirming: "Esperando confirmación",
    },
  },
};

/** The sentences of one language. A language that lacks one, or says one too many, does not compile. */
export type Words = typeof es;
