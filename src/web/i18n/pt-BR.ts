import type { Catalogue } from "./catalogue.ts";

/** Every sentence that the page says, in Brazilian Portuguese: *você*. */
export const ptBR = {
  page: {
    language: "Idioma",
    languageFailed: "Não foi possível mudar o idioma. Tente de novo.",
    title: "{type, select, bank {Seus bancos} other {Suas conexões}}",
    titleWithCount: "({count, number}) {type, select, bank {Seus bancos} other {Suas conexões}}",
    skip: "Ir para o conteúdo",
    home: "{brand}, início",
    leave: "Sair",
    leaveEverywhere: "Encerrar sessão em todos os dispositivos",
    leaveFailed: "Não foi possível sair. Tente de novo.",
    offline: "Você está sem internet. O que você vê pode ter mudado.",
    offlineTitle: "Você está sem internet",
    offlineText: "Assim que ela voltar, esta página continua sozinha.",
    loading: "Carregando…",
    notFoundTitle: "Não encontramos esta página",
    notFoundText: "Talvez o endereço esteja incompleto ou a página tenha mudado de lugar.",
    crashTitle: "Algo deu errado do nosso lado",
    crashText: "Recarregue a página. Suas contas e seus dados estão a salvo.",
    reload: "Recarregar",
    backHome: "Ver tudo",
  },
  start: {
    title: "Reconecte seu banco em um minuto",
    promise: "Veja qual banco se desconectou e por quê, e reconecte-o na tela da Belvo.",
    try: "Testar com {name}",
    choose: "Escolha uma pessoa de exemplo",
    text: "É uma demonstração: nem as pessoas nem os bancos são reais, e nada sai deste computador.",
    failed: "Não foi possível entrar. Tente de novo.",
    lab: "O laboratório",
    labText:
      "Doze cenas para apresentar: a página em um celular e, ao lado, tudo o que acontece por trás.",
    groups: { one: "Um banco para reparar", several: "Vários bancos", others: "Outros casos" },
    situations: {
      all_connected: "Tudo conectado",
      password: "Um banco pede senha nova",
      code: "Um banco pede um código",
      unfinished: "Uma conexão por terminar",
      several: "Vários bancos para reparar",
      brazil: "Um banco do Brasil",
      mixed: "Bancos, SAT e IMSS",
      empty: "Ainda sem bancos",
      many: "250 bancos",
    },
    closedTitle: "Entre pelo seu aplicativo",
    closedText:
      "Para proteger suas contas, esta página abre com o endereço que o aplicativo onde você as conectou lhe dá.",
  },
  enter: {
    working: "Abrindo sua página…",
    workingText: "Um momento, por favor.",
    askTitle: "Veja como estão seus bancos",
    askText: "Esta página é só para você. Continue para abri-la.",
    goOn: "Continuar",
    goOnAs: "Continuar como {name}",
    otherTitle: "Trocar de pessoa?",
    otherText:
      "Neste navegador está aberta a sessão de {other}. Se você continuar, essa sessão se fecha aqui.",
    someone: "outra pessoa",
    stay: "Não trocar",
    entry_unknown: {
      title: "Este endereço não está completo",
      text: "Abra de novo pela mensagem ou pelo aplicativo: talvez tenha sido cortado ao copiar. Suas contas estão bem.",
    },
    entry_used: {
      title: "Este link já foi usado",
      text: "Para cuidar das suas contas, ele abre poucas vezes. Peça um novo no seu aplicativo.",
    },
    entry_expired: {
      title: "Este link já venceu",
      text: "Para cuidar das suas contas, ele dura pouco tempo. Peça um novo no seu aplicativo.",
    },
    entry_repaired: {
      title: "Tudo pronto",
      text: "Esta conexão já funciona. Você não precisa fazer nada.",
    },
    offlineTitle: "Não foi possível abrir sua página",
    offlineText: "Verifique sua internet e tente de novo. Seu endereço continua valendo.",
    noCookiesTitle: "Abra a página em outra janela",
    noCookiesText:
      "Aqui seu navegador não guarda o cookie de que a página precisa. Abra em outra janela: seu endereço continua valendo. Se lá aparecer o mesmo, permita os cookies.",
    ownWindow: "Abrir em outra janela",
  },
  repairPage: {
    comes: "O que vai acontecer",
    opens: "A tela de {bank} abre aqui.",
    typePassword:
      "{login, select, password {Você digita sua senha nova.} other {Você digita os dados que {bank} pedir.}}",
    typeCode: "Você digita o código que {type, select, bank {o banco} other {{bank}}} mandar.",
    finish: "Você termina o que ficou pela metade.",
    confirms: "A Belvo confirma e avisamos você aqui.",
    done: "Tudo pronto. {bank} está conectado e você já pode fechar esta página.",
  },
  wayBack: { toApp: "Voltar para {app}", toYourApp: "Voltar para o seu aplicativo" },
  returned: {
    working: "Vendo como ficou sua conexão…",
    workingText: "Um momento, por favor.",
    elsewhereTitle: "Você já pode fechar esta página",
    elsewhereText:
      "Continue no aplicativo ou na janela onde começou: lá você verá como ficou sua conexão.",
    unknownTitle: "Este endereço não vale mais",
    unknownText: "Entre pelo seu aplicativo para ver como estão suas conexões.",
    warningTitle: "Ainda não terminou",
    warningText: "A página da Belvo mandou um aviso. Você pode voltar a ela e continuar.",
    warningBack: "Voltar à página da Belvo",
    failedTitle: "Não foi possível ver como ficou sua conexão",
    failedText: "Confira sua conexão com a internet e tente de novo.",
  },
  links: {
    needsYou:
      "{type, select, bank {{count, plural, one {# banco precisa} many {# de bancos precisam} other {# bancos precisam}}} other {{count, plural, one {# conexão precisa} many {# de conexões precisam} other {# conexões precisam}}}} da sua atenção",
    elsewhere:
      "{count, plural, one {# se renova} many {# deles se renovam} other {# se renovam}} no Meu Belvo",
    allWell: "Tudo conectado",
    nothingToDo: "Não há nada a fazer por agora",
    emptyTitle: "Você ainda não tem nada conectado",
    emptyText:
      "Quando você conectar uma conta no seu aplicativo, verá aqui se ela continua funcionando.",
    failedTitle: "Não foi possível ver como estão suas conexões",
    failedText: "Estamos tentando de novo. Suas contas estão bem: isto só afeta esta página.",
    retry: "Tentar agora",
    stale:
      "{type, select, bank {Não conseguimos consultar seus bancos agora. Eles} other {Não conseguimos consultar suas conexões agora. Elas}} estavam assim {when}.",
    more: "{type, select, bank {Mostrar mais bancos} other {Mostrar mais}}",
    tools: {
      search: "{type, select, bank {Buscar um banco} other {Buscar por nome}}",
      state: "Situação",
      all: "Todos ({count, number})",
      some: "{state} ({count, number})",
      sort: "Ordem",
      sorts: { needs: "Pendentes primeiro", name: "Por nome", recent: "Mais recentes" },
      found:
        "{type, select, bank {{count, plural, =0 {Nenhum banco encontrado} one {# banco encontrado} many {# de bancos encontrados} other {# bancos encontrados}}} other {{count, plural, =0 {Nenhuma conexão encontrada} one {# conexão encontrada} many {# de conexões encontradas} other {# conexões encontradas}}}}",
      nothing: "Confira como está escrito, ou tente com uma só palavra.",
      shown: "{shown, number} de {total, number}",
      clear: "{type, select, bank {Ver todos os bancos} other {Ver tudo}}",
    },
    updated: "Dados recebidos {when}",
    neverUpdated: "Ainda sem dados",
    added: "Adicionado em {day}",
    repaired: "Reconectado {when}",
    repairedElsewhere: "Reconectado fora desta página {when}",
    fetching: "Buscando seus dados mais recentes…",
  },
  time: { justNow: "há um momento", today: "Hoje", yesterday: "Ontem" },
  news: {
    one: "{bank} mudou: {state}.",
    many: "{type, select, bank {{count, plural, one {# banco mudou.} many {# de bancos mudaram.} other {# bancos mudaram.}}} other {{count, plural, one {# conexão mudou.} many {# de conexões mudaram.} other {# conexões mudaram.}}}}",
  },
  state: {
    connected: "Conectado",
    password_needed: "{login, select, password {Senha nova} other {Dados de acesso}}",
    code_needed: "Código pendente",
    unfinished: "Por terminar",
    elsewhere: "Resolva no Meu Belvo",
    bank_trouble: "{type, select, bank {O banco não responde} other {Não responde}}",
    unsure: "A confirmar",
    checking: "Verificando",
  },
  /** What is wrong, in a line: of one among others. */
  reason: {
    connected: "Funciona normalmente.",
    password_needed:
      "{login, select, password {Mudou sua senha? Digite a nova para reconectar.} other {Seus dados mudaram? Digite-os de novo.}}",
    code_needed: "Pede um código: deixe o celular por perto.",
    unfinished: "Você não terminou de conectar. Leva um minuto.",
    elsewhere: "É lá que você renova sua permissão.",
    bank_trouble: "Não está respondendo. Assim que voltar, você verá aqui.",
    unsure: "Ainda não sabemos como está. Continuamos verificando.",
    checking: "Estamos verificando.",
  },
  why: {
    connected: "{bank} nos envia seus dados normalmente.",
    password_needed:
      "{login, select, password {Você mudou sua senha de {bank}? Digite a nova para reconectar e continuar vendo {type, select, bank {suas movimentações} other {suas informações}}.} other {Seus dados de {bank} mudaram? Digite-os de novo para continuar recebendo suas informações.}}",
    code_needed: "{bank} pede um código de segurança. Deixe o celular por perto: leva um minuto.",
    unfinished: "Você não terminou de conectar {bank}. Termine e seus dados começarão a chegar.",
    elsewhere: "A permissão de {bank} se renova no Meu Belvo, não nesta página.",
    bank_trouble: "{bank} não está respondendo. Assim que voltar a funcionar, você verá aqui.",
    unsure: "Ainda não sabemos como está {bank}. Continuamos verificando e você verá aqui.",
    checking: "Estamos verificando {bank}. Em um momento você verá aqui.",
  },
  trust: {
    safe: "{login, select, password {Sua senha vai criptografada para a Belvo; {app} não a vê.} other {O que você digitar vai criptografado para a Belvo; {app} não vê.}} Leva cerca de um minuto.",
    ask: "O que é a Belvo?",
    belvo:
      "A Belvo conecta {app} {type, select, bank {aos seus bancos} other {às suas instituições}}, com a sua permissão. Esta conexão só lê seus dados: não faz pagamentos nem transferências.",
  },
  repair: {
    watch: "Avisar quando {bank} voltar",
    watching: "Avisaremos você aqui assim que {bank} voltar a funcionar.",
    unwatch: "Parar de avisar",
    back: "{bank} voltou a funcionar.",
    triesFailed:
      "{bank} já recusou seus dados {count, plural, one {# vez} many {# de vezes} other {# vezes}}. Entre antes no site ou app dele: outro erro pode bloquear sua conta.",
    wayOut:
      "Ainda não funciona? Conecte {bank} de novo no seu aplicativo ou peça ajuda ao suporte dele.",
    updateBank: "Atualizar {bank}",
    update: "Atualizar",
    next: "Seguir com {bank}",
    dataComes: "Seus dados novos chegam em alguns minutos.",
    portal: "Ir para o Meu Belvo",
    notYou: "Você não precisa fazer nada.",
    busyElsewhere: "Termine primeiro o que você já abriu.",
    preparing: "Abrindo a tela de {bank}…",
    confirming: "Estamos verificando {bank}…",
    withBank: "Você está na tela de {bank}.",
    repaired: "Pronto: {bank} voltou a se conectar.",
    already: "{bank} já está conectado. Você não precisa fazer nada.",
    left: "Você fechou a tela de {bank}. Continue quando quiser.",
    reload: "Recarregar e tentar",
    screen: "Tela {type, select, bank {do seu banco} other {de {bank}}}",
    stuck:
      "A tela {type, select, bank {do seu banco} other {de {bank}}} não avança? Você pode fechar e voltar.",
    leave: "Fechar e voltar",
    close: "Fechar aviso",
    away: "Levamos você à página da Belvo para conectar {bank}. Quando voltar, você verá aqui como ficou.",
    hosted: "Continuar na página da Belvo",
    hostedAbout:
      "Você também pode fazer isso na página da Belvo, que faz esta conexão. No fim, você volta para cá.",
    hostedAlone:
      "A página da Belvo para {bank} está pronta. No fim, volte para cá por conta própria: ela não traz você de volta.",
    hostedGo: "Ir para a página da Belvo",
    expiring:
      "Por segurança, esta tela vai se fechar em breve. Se ainda não terminou, comece de novo.",
    startAgain: "Começar de novo",
    stillBroken: {
      login_error:
        "{bank} não aceitou esses dados. {login, select, password {Confira sua senha no site ou aplicativo dele antes de tentar de novo.} other {Confira se estão completos antes de tentar de novo.}}",
      token_required: "{bank} não aceitou o código. Peça um novo e tente de novo.",
      too_many_sessions:
        "Você tem outra sessão aberta em {bank}. Encerre-a, espere dois minutos e tente de novo.",
      bank_down: "{bank} não está funcionando agora. A culpa não é sua: tente mais tarde.",
      other: "{bank} continua sem conexão. Você pode tentar de novo.",
    },
    failed: {
      no_network: "Você está sem internet. Verifique e tente de novo.",
      no_answer:
        "Não recebemos resposta a tempo. Verifique sua conexão com a internet e tente de novo.",
      widget_unreachable:
        "Não conseguimos preparar a tela {type, select, bank {do seu banco} other {de {bank}}}. Tente de novo.",
      widget_blocked:
        "Algo no seu navegador não deixa abrir a tela {type, select, bank {do banco} other {de {bank}}}, talvez um bloqueador de anúncios. Desative-o aqui e tente de novo.",
      widget_no_module:
        "A tela {type, select, bank {do seu banco} other {de {bank}}} chegou incompleta. Tente de novo.",
      widget_unready:
        "A tela {type, select, bank {do seu banco} other {de {bank}}} está demorando demais para abrir. Tente de novo.",
      widget_broken:
        "A tela {type, select, bank {do seu banco} other {de {bank}}} não abriu. Tente de novo.",
      page_outdated:
        "A tela {type, select, bank {do seu banco} other {de {bank}}} não chegou. Recarregue esta página e tente de novo.",
      widget_silent:
        "A tela {type, select, bank {do seu banco} other {de {bank}}} ficou em branco. Tente de novo.",
      expired:
        "Passou muito tempo e a tela {type, select, bank {do seu banco} other {de {bank}}} fechou por segurança. Tente de novo.",
      other_tab:
        "Você já está com {type, select, bank {este banco} other {{bank}}} em outra aba. Termine lá ou feche-a.",
      not_confirmed:
        "{type, select, bank {Seu banco} other {{bank}}} ainda não confirmou a mudança. Continuamos verificando e esta página se atualizará sozinha.",
      rate_limited: "Há muitas tentativas neste momento. Espere um minuto e tente de novo.",
      belvo_unreachable:
        "Não conseguimos abrir a tela {type, select, bank {do seu banco} other {de {bank}}} agora. Tente em alguns minutos; seus dados estão a salvo.",
      not_found:
        "Esta conexão não existe mais. Você pode conectar {type, select, bank {o banco} other {{bank}}} de novo no seu aplicativo.",
      not_repairable_here: "Esta conexão não se repara nesta página.",
      unauthenticated: "Sua sessão terminou. Entre de novo pelo seu aplicativo.",
      other: "Algo falhou do nosso lado. Tente de novo daqui a pouco.",
    },
  },
  repairAll: {
    title: "{type, select, bank {Repare seus bancos} other {Repare suas conexões}}",
    start:
      "{type, select, bank {{count, plural, one {Reparar # banco} many {Reparar # de bancos} other {Reparar os # bancos}}} other {{count, plural, one {Reparar # conexão} many {Reparar # de conexões} other {Reparar as # conexões}}}}",
    about:
      "Vamos passo a passo. Você pode deixar algum para depois ou seguir em outro dispositivo.",
    begin: "Começar",
    progress: "{type, select, bank {Banco} other {Passo}} {place, number} de {count, number}",
    skip: "Deixar {bank} para depois",
    later: "Sair por agora",
    kept: "Guardamos até onde você chegou. Você pode seguir depois, também em outro dispositivo.",
    all: "{type, select, bank {Seus bancos para reparar} other {Suas conexões para reparar}}",
    outcome: {
      waiting: "Pendente",
      skipped: "Ficou para depois",
      not_yours: "Não depende de você",
    },
    allDone: "Tudo pronto",
    over: "Por agora é isso",
    finish: "Ver o resultado",
    lastTry: "Sua última tentativa: {why}",
    result:
      "Você reparou {repaired, number} de {type, select, bank {{count, plural, one {# banco} many {# de bancos} other {# bancos}}} other {{count, plural, one {# conexão} many {# de conexões} other {# conexões}}}}.",
    repaired: "Reparados",
    notRepaired: "Sem reparar",
    takeUp: "Tentar {bank}",
    see: "Ver {bank}",
    why: {
      still_broken: "{type, select, bank {O banco} other {{bank}}} não aceitou os dados.",
      left: "Você fechou a tela {type, select, bank {do banco} other {de {bank}}}.",
      expired: "A tela {type, select, bank {do banco} other {de {bank}}} fechou por tempo.",
      failed: "A tela {type, select, bank {do banco} other {de {bank}}} não abriu.",
      bank_trouble:
        "{type, select, bank {O banco} other {{bank}}} não está respondendo. Você não precisa fazer nada.",
      unknown: "Não soubemos como terminou.",
      elsewhere: "Resolva no Meu Belvo.",
      unsure: "Ainda não sabemos como está. Continuamos verificando.",
      gone: "Esta conexão não existe mais.",
      skipped: "Você deixou para depois.",
    },
  },
  refresh: {
    ask: "Atualizar meus dados",
    asking: "Pedindo seus dados…",
    wait: "{bank} tem outra sessão aberta. Você poderá tentar de novo às {time}.",
    started: "Pronto: pedimos seus dados. Eles costumam chegar em alguns minutos.",
    freshAlready: "Você já tem seus dados mais recentes.",
    needsYou: "{bank} precisa de você. Veja acima o que fazer.",
    loginRefused:
      "{bank} não nos deixou entrar desta vez. {login, select, password {Se você mudou a senha, pediremos a nova aqui.} other {Se seus dados mudaram, pediremos os novos aqui.}}",
    unreachable: "Não foi possível pedir seus dados agora. Tente em alguns minutos.",
  },
  link: {
    kind: "{type, select, bank {Banco} fiscal {Impostos} employment {Emprego} other {Instituição}}",
    history: "Histórico",
    noHistory: "Ainda não aconteceu nada.",
    steps: "Ver os passos",
    notFoundTitle: "Não encontramos esta conexão",
    notFoundText: "Talvez ela não exista mais ou seja de outra pessoa.",
    checked: "Última verificação: {when}",
    because: {
      reading:
        "Quem nos disse foi a Belvo, que nos conecta {type, select, bank {ao seu banco} other {a {bank}}}.",
      hint: "Fomos avisados de uma mudança e estamos verificando.",
      refusal:
        "{type, select, bank {Seu banco} other {{bank}}} não respondeu quando pedimos seus dados.",
    },
    receipt: {
      title: "Comprovante",
      before: "Antes",
      after: "Depois",
      confirmed: "Confirmado",
      took: "Duração",
      reference: "Referência para o suporte",
      copy: "Copiar",
      share: "Compartilhar",
      print: "Imprimir",
      copied: "Copiado",
    },
    entries: {
      opened: "Você abriu a tela {type, select, bank {do banco} other {de {bank}}}",
      connected: "{type, select, bank {O banco} other {{bank}}} confirmou a conexão",
      password_needed:
        "{login, select, password {Sua senha deixou de funcionar} other {{bank} deixou de aceitar seus dados}}",
      code_needed: "{type, select, bank {O banco} other {{bank}}} pediu um código",
      unfinished: "A conexão ficou pela metade",
      elsewhere: "A permissão {type, select, bank {do banco} other {de {bank}}} venceu",
      bank_trouble: "{type, select, bank {O banco} other {{bank}}} não respondeu",
      unsure: "Não conseguimos saber como está",
      checking: "Começamos a verificar como está",
      fresh: "Seus dados chegaram",
      asked: "Você pediu seus dados",
      repairedIn: "Reparado por você em {time}",
      ended_repaired: "Reparado por você",
      ended_still_broken: "Desta vez não funcionou",
      ended_left: "Você fechou a tela {type, select, bank {do banco} other {de {bank}}}",
      ended_expired: "A tela {type, select, bank {do banco} other {de {bank}}} fechou por tempo",
      ended_failed: "A tela {type, select, bank {do banco} other {de {bank}}} não abriu",
      ended_unknown: "Não soubemos como terminou na página da Belvo",
      ended_confirming: "Esperando confirmação",
    },
  },
} as const satisfies Catalogue;
