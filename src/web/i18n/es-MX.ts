/**
 * Every sentence that the page says, in the Spanish of Mexico: *tú*, and words that a bank's clients use.
 * ICU messages; the other languages have the same keys.
 */
export const esMX = {
  page: {
    language: "Idioma",
    languageFailed: "No pudimos cambiar el idioma. Intenta otra vez.",
    title: "{type, select, bank {Tus bancos} other {Tus conexiones}}",
    titleWithCount: "({count, number}) {type, select, bank {Tus bancos} other {Tus conexiones}}",
    skip: "Ir al contenido",
    home: "{brand}, inicio",
    leave: "Salir",
    leaveEverywhere: "Cerrar sesión en todos tus dispositivos",
    leaveFailed: "No pudimos cerrar tu sesión. Intenta otra vez.",
    offline: "No tienes conexión a internet. Lo que ves puede haber cambiado.",
    offlineTitle: "No tienes conexión a internet",
    offlineText: "En cuanto vuelva, esta página sigue sola.",
    loading: "Cargando…",
    notFoundTitle: "No encontramos esta página",
    notFoundText: "Puede que la dirección esté incompleta o que la página haya cambiado de lugar.",
    crashTitle: "Algo salió mal de nuestro lado",
    crashText: "Recarga la página. Tus cuentas y tus datos están a salvo.",
    reload: "Recargar",
    backHome: "Ver todo",
  },
  start: {
    title: "Vuelve a conectar tu banco en un minuto",
    promise:
      "Mira qué banco se desconectó y por qué, y vuelve a conectarlo en la pantalla de Belvo.",
    try: "Probar con {name}",
    choose: "Elige a una persona de ejemplo",
    text: "Es una demostración: ni las personas ni los bancos son reales, y nada sale de esta computadora.",
    failed: "No pudimos entrar. Intenta otra vez.",
    lab: "El laboratorio",
    labText:
      "Doce escenas para presentar: la página en un teléfono y, al lado, todo lo que pasa por detrás.",
    groups: { one: "Un banco por reparar", several: "Varios bancos", others: "Otros casos" },
    situations: {
      all_connected: "Todo conectado",
      password: "Un banco pide contraseña nueva",
      code: "Un banco pide un código",
      unfinished: "Una conexión sin terminar",
      several: "Varios bancos por reparar",
      brazil: "Un banco de Brasil",
      mixed: "Bancos, SAT e IMSS",
      empty: "Sin bancos todavía",
      many: "250 bancos",
    },
    closedTitle: "Entra desde tu aplicación",
    closedText:
      "Para proteger tus cuentas, esta página se abre desde la aplicación donde las conectaste.",
  },
  enter: {
    working: "Abriendo tu página…",
    workingText: "Un momento, por favor.",
    askTitle: "Mira cómo están tus bancos",
    askText: "Esta página es solo para ti. Continúa para abrirla.",
    goOn: "Continuar",
    goOnAs: "Continuar como {name}",
    otherTitle: "¿Cambiar de persona?",
    otherText:
      "En este navegador está abierta la sesión de {other}. Si continúas, esa sesión se cierra aquí.",
    someone: "otra persona",
    stay: "No cambiar",
    entry_unknown: {
      title: "Esta dirección no está completa",
      text: "Ábrela otra vez desde tu mensaje o tu aplicación: quizá se cortó al copiarla. Tus cuentas están bien.",
    },
    entry_used: {
      title: "Este enlace ya se usó",
      text: "Para cuidar tus cuentas, solo abre unas pocas veces. Pide uno nuevo en tu aplicación.",
    },
    entry_expired: {
      title: "Este enlace ya venció",
      text: "Para cuidar tus cuentas, dura poco tiempo. Pide uno nuevo en tu aplicación.",
    },
    entry_repaired: {
      title: "Todo listo",
      text: "Esta conexión ya funciona. No tienes que hacer nada.",
    },
    offlineTitle: "No pudimos abrir tu página",
    offlineText:
      "Revisa tu conexión a internet y vuelve a intentarlo. Tu dirección sigue siendo válida.",
    noCookiesTitle: "Abre la página en otra ventana",
    noCookiesText:
      "Aquí tu navegador no guarda la cookie que la página necesita. Ábrela en otra ventana: tu dirección sigue siendo válida. Si ahí ves lo mismo, permite las cookies.",
    ownWindow: "Abrir en otra ventana",
  },
  repairPage: {
    comes: "Qué va a pasar",
    opens: "Se abre aquí la pantalla de {bank}.",
    typePassword:
      "{login, select, password {Escribes tu contraseña nueva.} other {Escribes los datos que pida {bank}.}}",
    typeCode: "Escribes el código que te mande {type, select, bank {tu banco} other {{bank}}}.",
    finish: "Terminas lo que quedó a medias.",
    confirms: "Belvo lo confirma y te lo decimos aquí.",
    done: "Todo listo. {bank} está conectado y ya puedes cerrar esta página.",
  },
  wayBack: { toApp: "Volver a {app}", toYourApp: "Volver a tu aplicación" },
  returned: {
    working: "Viendo cómo quedó tu conexión…",
    workingText: "Un momento, por favor.",
    elsewhereTitle: "Ya puedes cerrar esta página",
    elsewhereText:
      "Sigue en la aplicación o en la ventana donde empezaste: ahí verás cómo quedó tu conexión.",
    unknownTitle: "Esta dirección ya no sirve",
    unknownText: "Entra desde tu aplicación para ver cómo están tus conexiones.",
    warningTitle: "Aún no terminas",
    warningText: "La página de Belvo mandó un aviso. Puedes volver a ella y seguir.",
    warningBack: "Volver a la página de Belvo",
    failedTitle: "No pudimos ver cómo quedó tu conexión",
    failedText: "Revisa tu conexión a internet e intenta otra vez.",
  },
  links: {
    needsYou:
      "{type, select, bank {{count, plural, one {# banco necesita} many {# de bancos necesitan} other {# bancos necesitan}}} other {{count, plural, one {# conexión necesita} many {# de conexiones necesitan} other {# conexiones necesitan}}}} tu atención",
    elsewhere:
      "{count, plural, one {# se renueva} many {# de ellos se renuevan} other {# se renuevan}} en Meu Belvo",
    allWell: "Todo está conectado",
    nothingToDo: "No hay nada que hacer por ahora",
    emptyTitle: "Aún no tienes nada conectado",
    emptyText: "Cuando conectes una cuenta en tu aplicación, aquí verás si sigue funcionando.",
    failedTitle: "No pudimos ver cómo están tus conexiones",
    failedText:
      "Estamos intentando otra vez. Tus cuentas están bien: esto solo afecta a esta página.",
    retry: "Intentar ahora",
    stale:
      "{type, select, bank {No podemos consultar a tus bancos ahora.} other {No podemos consultar tus conexiones ahora.}} Así estaban {when}.",
    more: "{type, select, bank {Mostrar más bancos} other {Mostrar más}}",
    tools: {
      search: "{type, select, bank {Buscar un banco} other {Buscar por nombre}}",
      state: "Estado",
      all: "Todos ({count, number})",
      some: "{state} ({count, number})",
      sort: "Orden",
      sorts: { needs: "Pendientes primero", name: "Por nombre", recent: "Más recientes" },
      found:
        "{type, select, bank {{count, plural, =0 {Ningún banco coincide} one {# banco coincide} many {# de bancos coinciden} other {# bancos coinciden}}} other {{count, plural, =0 {Ninguna conexión coincide} one {# conexión coincide} many {# de conexiones coinciden} other {# conexiones coinciden}}}}",
      nothing: "Revisa cómo está escrito, o prueba con una sola palabra.",
      shown: "{shown, number} de {total, number}",
      clear: "{type, select, bank {Ver todos los bancos} other {Ver todo}}",
    },
    updated: "Datos recibidos {when}",
    neverUpdated: "Aún sin datos",
    added: "Agregado el {day}",
    repaired: "Reparado {when}",
    repairedElsewhere: "Se reparó fuera de esta página {when}",
    fetching: "Trayendo tus datos más recientes…",
  },
  time: { justNow: "hace un momento", today: "Hoy", yesterday: "Ayer" },
  news: {
    one: "Cambió el estado de {bank}: {state}.",
    many: "Cambió el estado de {type, select, bank {{count, plural, one {# banco} many {# de bancos} other {# bancos}}} other {{count, plural, one {# conexión} many {# de conexiones} other {# conexiones}}}}.",
  },
  state: {
    connected: "Conectado",
    password_needed: "{login, select, password {Contraseña nueva} other {Datos de acceso}}",
    code_needed: "Código pendiente",
    unfinished: "Sin terminar",
    elsewhere: "Se renueva en Meu Belvo",
    bank_trouble: "{type, select, bank {El banco no responde} other {No responde}}",
    unsure: "Por confirmar",
    checking: "En verificación",
  },
  /** What is wrong, in a line: of one among others. */
  reason: {
    connected: "Funciona con normalidad.",
    password_needed:
      "{login, select, password {¿Cambiaste tu contraseña? Escríbela para reconectar.} other {¿Cambiaron tus datos? Escríbelos otra vez.}}",
    code_needed: "Pide un código: ten tu celular a la mano.",
    unfinished: "No terminaste de conectarlo. Te toma un minuto.",
    elsewhere: "Ahí renuevas tu permiso.",
    bank_trouble: "No está respondiendo. En cuanto vuelva, lo verás aquí.",
    unsure: "Aún no sabemos cómo está. Seguimos revisando.",
    checking: "Lo estamos verificando.",
  },
  why: {
    connected: "{bank} nos envía tus datos con normalidad.",
    password_needed:
      "{login, select, password {¿Cambiaste tu contraseña de {bank}? Escríbela para reconectarlo y seguir viendo {type, select, bank {tus movimientos} other {tu información}}.} other {¿Cambiaron tus datos de {bank}? Escríbelos otra vez para seguir recibiendo tu información.}}",
    code_needed: "{bank} pide un código de seguridad. Ten tu celular a la mano: toma un minuto.",
    unfinished: "No terminaste de conectar {bank}. Complétalo y empezarás a recibir tus datos.",
    elsewhere: "El permiso de {bank} se renueva en Meu Belvo, no en esta página.",
    bank_trouble: "{bank} no está respondiendo. En cuanto vuelva a funcionar, lo verás aquí.",
    unsure: "Aún no sabemos cómo está {bank}. Seguimos revisando y lo verás aquí.",
    checking: "Estamos verificando {bank}. En un momento lo verás aquí.",
  },
  trust: {
    safe: "{login, select, password {Tu contraseña va cifrada a Belvo; {app} no la ve.} other {Lo que escribas va cifrado a Belvo; {app} no lo ve.}} Toma cerca de un minuto.",
    ask: "¿Qué es Belvo?",
    belvo:
      "Belvo conecta {app} con {type, select, bank {tus bancos} other {tus instituciones}}, con tu permiso. Esta conexión solo lee tus datos: no hace pagos ni transferencias.",
  },
  repair: {
    watch: "Avisarme cuando vuelva {bank}",
    watching: "Te avisaremos aquí en cuanto {bank} vuelva a funcionar.",
    unwatch: "Dejar de avisarme",
    back: "{bank} volvió a funcionar.",
    triesFailed:
      "{bank} ya rechazó tus datos {count, plural, one {# vez} many {# de veces} other {# veces}}. Entra antes a su página o app: otro error puede bloquear tu cuenta.",
    wayOut:
      "¿Sigue sin funcionar? Vuelve a conectar {bank} desde tu aplicación o pide ayuda a su equipo de soporte.",
    updateBank: "Actualizar {bank}",
    update: "Actualizar",
    next: "Seguir con {bank}",
    dataComes: "Tus datos nuevos llegan en unos minutos.",
    portal: "Ir a Meu Belvo",
    notYou: "No tienes que hacer nada.",
    busyElsewhere: "Termina primero lo que ya abriste.",
    preparing: "Abriendo la pantalla de {bank}…",
    confirming: "Estamos verificando {bank}…",
    withBank: "Estás en la pantalla de {bank}.",
    repaired: "Listo: {bank} volvió a conectarse.",
    already: "{bank} ya está conectado. No hace falta que hagas nada.",
    left: "Cerraste la pantalla de {bank}. Sigue cuando quieras.",
    reload: "Recargar e intentar",
    screen: "Pantalla de {type, select, bank {tu banco} other {{bank}}}",
    stuck:
      "¿No avanza la pantalla de {type, select, bank {tu banco} other {{bank}}}? Puedes cerrarla y volver.",
    leave: "Cerrar y volver",
    close: "Cerrar aviso",
    away: "Te llevamos a la página de Belvo para conectar {bank}. Cuando vuelvas, aquí verás cómo quedó.",
    hosted: "Seguir en la página de Belvo",
    hostedAbout:
      "También puedes hacerlo en la página de Belvo, que hace esta conexión. Al terminar, vuelves aquí.",
    hostedAlone:
      "La página de Belvo para {bank} está lista. Cuando termines, vuelve aquí por tu cuenta: esa página no te traerá de regreso.",
    hostedGo: "Ir a la página de Belvo",
    expiring:
      "Por seguridad, esta pantalla se cerrará pronto. Si aún no terminas, empieza de nuevo.",
    startAgain: "Empezar de nuevo",
    stillBroken: {
      login_error:
        "{bank} no aceptó esos datos. {login, select, password {Comprueba tu contraseña en su página o aplicación antes de intentar otra vez.} other {Revisa que estén completos antes de intentar otra vez.}}",
      token_required: "{bank} no aceptó el código. Pide uno nuevo e intenta otra vez.",
      too_many_sessions:
        "Tienes otra sesión abierta en {bank}. Ciérrala, espera dos minutos e intenta otra vez.",
      bank_down: "{bank} no está funcionando ahora. No es tu culpa: intenta más tarde.",
      other: "{bank} sigue sin conectarse. Puedes intentar otra vez.",
    },
    failed: {
      no_network: "No tienes conexión a internet. Revísala e intenta otra vez.",
      no_answer:
        "No nos llegó respuesta a tiempo. Revisa tu conexión a internet e intenta otra vez.",
      widget_unreachable:
        "No pudimos preparar la pantalla de {type, select, bank {tu banco} other {{bank}}}. Intenta otra vez.",
      widget_blocked:
        "Algo en tu navegador no deja abrir la pantalla de {type, select, bank {tu banco} other {{bank}}}, quizá un bloqueador de anuncios. Desactívalo e intenta otra vez.",
      widget_no_module:
        "La pantalla de {type, select, bank {tu banco} other {{bank}}} llegó incompleta. Intenta otra vez.",
      widget_unready:
        "La pantalla de {type, select, bank {tu banco} other {{bank}}} tarda demasiado en abrir. Intenta otra vez.",
      widget_broken:
        "La pantalla de {type, select, bank {tu banco} other {{bank}}} no se pudo abrir. Intenta otra vez.",
      page_outdated:
        "La pantalla de {type, select, bank {tu banco} other {{bank}}} no llegó. Recarga esta página e intenta otra vez.",
      widget_silent:
        "La pantalla de {type, select, bank {tu banco} other {{bank}}} se quedó en blanco. Intenta otra vez.",
      expired:
        "Pasó mucho tiempo y la pantalla de {type, select, bank {tu banco} other {{bank}}} se cerró por seguridad. Intenta otra vez.",
      other_tab:
        "Ya estás con {type, select, bank {este banco} other {{bank}}} en otra pestaña. Termina allá o ciérrala.",
      not_confirmed:
        "{type, select, bank {Tu banco} other {{bank}}} aún no confirma el cambio. Seguimos revisando y esta página se actualizará sola.",
      rate_limited: "Hay muchos intentos en este momento. Espera un minuto e intenta otra vez.",
      belvo_unreachable:
        "No podemos abrir la pantalla de {type, select, bank {tu banco} other {{bank}}} ahora. Intenta en unos minutos; tus datos están a salvo.",
      not_found:
        "Esta conexión ya no existe. Puedes volver a conectar {type, select, bank {el banco} other {{bank}}} en tu aplicación.",
      not_repairable_here: "Esta conexión no se repara en esta página.",
      unauthenticated: "Tu sesión terminó. Vuelve a entrar desde tu aplicación.",
      other: "Algo falló de nuestro lado. Intenta otra vez en un momento.",
    },
  },
  repairAll: {
    title: "{type, select, bank {Repara tus bancos} other {Repara tus conexiones}}",
    start:
      "{type, select, bank {{count, plural, one {Reparar # banco} many {Reparar # de bancos} other {Reparar los # bancos}}} other {{count, plural, one {Reparar # conexión} many {Reparar # de conexiones} other {Reparar las # conexiones}}}}",
    about: "Vamos paso a paso. Puedes dejar alguno para después, o seguir en otro dispositivo.",
    begin: "Empezar",
    progress: "{type, select, bank {Banco} other {Paso}} {place, number} de {count, number}",
    skip: "Dejar {bank} para después",
    later: "Salir por ahora",
    kept: "Guardamos hasta dónde llegaste. Puedes seguir después, también en otro dispositivo.",
    all: "{type, select, bank {Tus bancos por reparar} other {Tus conexiones por reparar}}",
    outcome: {
      waiting: "Pendiente",
      skipped: "Lo dejaste para después",
      not_yours: "No depende de ti",
    },
    allDone: "Todo listo",
    over: "Terminaste por ahora",
    finish: "Ver el resultado",
    lastTry: "Tu último intento: {why}",
    result:
      "Reparaste {repaired, number} de {type, select, bank {{count, plural, one {# banco} many {# de bancos} other {# bancos}}} other {{count, plural, one {# conexión} many {# de conexiones} other {# conexiones}}}}.",
    repaired: "Reparados",
    notRepaired: "Sin reparar",
    takeUp: "Intentar {bank}",
    see: "Ver {bank}",
    why: {
      still_broken: "{type, select, bank {El banco} other {{bank}}} no aceptó los datos.",
      left: "Cerraste la pantalla {type, select, bank {del banco} other {de {bank}}}.",
      expired:
        "La pantalla {type, select, bank {del banco} other {de {bank}}} se cerró por tiempo.",
      failed: "La pantalla {type, select, bank {del banco} other {de {bank}}} no se pudo abrir.",
      bank_trouble:
        "{type, select, bank {El banco} other {{bank}}} no está respondiendo. No tienes que hacer nada.",
      unknown: "No supimos cómo terminó.",
      elsewhere: "Se renueva en Meu Belvo.",
      unsure: "Aún no sabemos cómo está. Seguimos revisando.",
      gone: "Esta conexión ya no existe.",
      skipped: "Lo dejaste para después.",
    },
  },
  refresh: {
    ask: "Actualizar mis datos",
    asking: "Pidiendo tus datos…",
    wait: "{bank} tiene otra sesión abierta. Podrás intentar otra vez a las {time}.",
    started: "Listo: pedimos tus datos. Suelen llegar en unos minutos.",
    freshAlready: "Ya tienes tus datos más recientes.",
    needsYou: "{bank} necesita tu atención. Mira arriba qué hacer.",
    loginRefused:
      "{bank} no nos dejó entrar esta vez. {login, select, password {Si cambiaste tu contraseña, aquí te pediremos la nueva.} other {Si tus datos cambiaron, aquí te pediremos los nuevos.}}",
    unreachable: "No pudimos pedir tus datos ahora. Intenta en unos minutos.",
  },
  link: {
    kind: "{type, select, bank {Banco} fiscal {Impuestos} employment {Empleo} other {Institución}}",
    history: "Historial",
    noHistory: "Aún no ha pasado nada.",
    steps: "Ver los pasos",
    notFoundTitle: "No encontramos esta conexión",
    notFoundText: "Puede que ya no exista o que sea de otra persona.",
    checked: "Última revisión: {when}",
    because: {
      reading:
        "Nos lo dijo Belvo, que nos conecta con {type, select, bank {tu banco} other {{bank}}}.",
      hint: "Nos avisaron de un cambio y lo estamos verificando.",
      refusal:
        "{type, select, bank {Tu banco} other {{bank}}} no contestó cuando pedimos tus datos.",
    },
    receipt: {
      title: "Comprobante",
      before: "Antes",
      after: "Después",
      confirmed: "Confirmado",
      took: "Duración",
      reference: "Referencia para soporte",
      copy: "Copiar",
      share: "Compartir",
      print: "Imprimir",
      copied: "Copiado",
    },
    entries: {
      opened: "Abriste la pantalla {type, select, bank {del banco} other {de {bank}}}",
      connected: "{type, select, bank {El banco} other {{bank}}} confirmó la conexión",
      password_needed:
        "{login, select, password {Tu contraseña dejó de funcionar} other {{bank} dejó de aceptar tus datos}}",
      code_needed: "{type, select, bank {El banco} other {{bank}}} pidió un código",
      unfinished: "La conexión quedó a medias",
      elsewhere: "El permiso {type, select, bank {del banco} other {de {bank}}} venció",
      bank_trouble: "{type, select, bank {El banco} other {{bank}}} no respondió",
      unsure: "No pudimos saber cómo está",
      checking: "Empezamos a verificar cómo está",
      fresh: "Llegaron tus datos",
      asked: "Pediste tus datos",
      repairedIn: "Reparado por ti en {time}",
      ended_repaired: "Reparado por ti",
      ended_still_broken: "Esta vez no funcionó",
      ended_left: "Cerraste la pantalla {type, select, bank {del banco} other {de {bank}}}",
      ended_expired:
        "La pantalla {type, select, bank {del banco} other {de {bank}}} se cerró por tiempo",
      ended_failed:
        "La pantalla {type, select, bank {del banco} other {de {bank}}} no se pudo abrir",
      ended_unknown: "No supimos cómo terminó en la página de Belvo",
      ended_confirming: "Esperando confirmación",
    },
  },
} as const;
