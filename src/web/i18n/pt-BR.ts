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
    leaveEverywhere: "Encerrar sessão em todos os aparelhos",
    leaveFailed: "Não foi possível sair. Tente de novo.",
    offline: "Você está sem internet. O que você vê pode ter mudado.",
    offlineTitle: "Você está sem internet",
    offlineText: "Assim que ela voltar, esta página continua sozinha.",
    loading: "Carregando…",
    notFoundTitle: "Não há nada aqui",
    notFoundText: "Esta página não existe ou mudou de lugar.",
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
      title: "Este endereço já foi usado",
      text: "Para cuidar das suas contas, ele abre poucas vezes. Peça um novo no seu aplicativo.",
    },
    entry_expired: {
      title: "Este endereço já venceu",
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
    confirms:
      "A Belvo, que nos conecta {type, select, bank {ao seu banco} other {a {bank}}}, confirma e avisamos você aqui.",
    safe: "Sua senha vai para a Belvo. Nós não a vemos nem guardamos.",
    done: "Tudo pronto. {bank} está conectado e você já pode fechar esta página.",
  },
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
      "{type, select, bank {{count, plural, one {# banco precisa} many {# de bancos precisam} other {# bancos precisam}}} other {{count, plural, one {# conexão precisa} many {# de conexões precisam} other {# conexões precisam}}}} de você",
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
      sorts: { needs: "O pendente", name: "Nome", recent: "Dados novos" },
      found:
        "{type, select, bank {{count, plural, =0 {Nenhum banco encontrado} one {# banco encontrado} many {# de bancos encontrados} other {# bancos encontrados}}} other {{count, plural, =0 {Nenhuma conexão encontrada} one {# conexão encontrada} many {# de conexões encontradas} other {# conexões encontradas}}}}",
      shown: "{shown, number} de {total, number}",
      clear: "{type, select, bank {Ver todos os bancos} other {Ver tudo}}",
    },
    updated: "Dados recebidos {when}",
    neverUpdated: "Ainda sem dados",
    repaired: "Reparado {when}",
    repairedElsewhere: "Reparado fora desta página {when}",
    fetching: "Buscando seus dados mais recentes…",
  },
  news: {
    one: "{bank} mudou: {state}.",
    many: "{type, select, bank {{count, plural, one {# banco mudou.} many {# de bancos mudaram.} other {# bancos mudaram.}}} other {{count, plural, one {# conexão mudou.} many {# de conexões mudaram.} other {# conexões mudaram.}}}}",
  },
  state: {
    connected: "Conectado",
    password_needed: "{login, select, password {Senha nova} other {Dados de acesso}}",
    code_needed: "Código pendente",
    unfinished: "Por terminar",
    elsewhere: "Resolve-se em outro lugar",
    bank_trouble: "{type, select, bank {O banco não responde} other {Não responde}}",
    unsure: "A confirmar",
    checking: "Verificando",
  },
  actor: {
    you: "É com você",
    bank: "{type, select, bank {Depende do banco} other {Não depende de você}}",
    us: "Estamos cuidando",
  },
  why: {
    connected: "{bank} nos envia seus dados normalmente.",
    password_needed:
      "{login, select, password {{bank} não aceita mais a senha que você informou. Digite a nova e seus dados voltarão a chegar.} other {{bank} não aceita mais os dados que você informou. Digite-os de novo e voltaremos a receber tudo.}}",
    code_needed: "{bank} pede um código de segurança. Deixe seu celular por perto: leva um minuto.",
    unfinished: "A conexão com {bank} ficou pela metade. Termine e seus dados começarão a chegar.",
    elsewhere: "A permissão de {bank} se renova no portal Meu Belvo, não nesta página.",
    bank_trouble: "{bank} não está respondendo. Assim que voltar a funcionar, você verá aqui.",
    unsure: "Não sabemos ao certo como está {bank}. Continuamos verificando e você verá aqui.",
    checking: "Algo pode ter mudado em {bank}. Estamos verificando e em um momento você verá aqui.",
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
    portal: "Ir para o Meu Belvo",
    notYou: "Você não precisa fazer nada.",
    busyElsewhere: "Termine primeiro o que você já abriu.",
    preparing: "Abrindo a tela de {bank}…",
    confirming: "Confirmando com {bank}…",
    withBank: "Você está na tela de {bank}.",
    repaired: "Pronto: {bank} voltou a se conectar.",
    already: "{bank} já está conectado. Você não precisa fazer nada.",
    left: "Você fechou a tela de {bank}. Pode continuar quando quiser.",
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
    goOn: "{type, select, bank {{count, plural, one {Continuar: falta # banco} many {Continuar: faltam # de bancos} other {Continuar: faltam # bancos}}} other {{count, plural, one {Continuar: falta # conexão} many {Continuar: faltam # de conexões} other {Continuar: faltam # conexões}}}}",
    about: "Vamos passo a passo. Você pode pular algum ou seguir depois, também em outro aparelho.",
    begin: "Começar",
    progress: "{type, select, bank {Banco} other {Passo}} {place, number} de {count, number}",
    skip: "Pular {bank}",
    later: "Seguir depois",
    kept: "Guardamos até onde você chegou. Você pode seguir depois, também em outro aparelho.",
    all: "{type, select, bank {Seus bancos para reparar} other {Suas conexões para reparar}}",
    outcome: { waiting: "Pendente", skipped: "Você pulou", not_yours: "Não depende de você" },
    allDone: "Tudo pronto",
    over: "Por agora é isso",
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
      elsewhere: "Resolve-se em outro lugar.",
      unsure: "Não sabemos ao certo como está. Continuamos verificando.",
      gone: "Esta conexão não existe mais.",
      skipped: "Você pulou.",
    },
  },
  refresh: {
    ask: "Buscar meus dados agora",
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
      copied: "Copiado",
    },
    entries: {
      opened: "Você abriu a tela {type, select, bank {do banco} other {de {bank}}}",
      connected: "{type, select, bank {O banco} other {{bank}}} confirmou a conexão",
      password_needed:
        "{login, select, password {A senha deixou de funcionar} other {{bank} deixou de aceitar seus dados}}",
      code_needed: "{type, select, bank {O banco} other {{bank}}} pediu um código",
      unfinished: "A conexão ficou pela metade",
      elsewhere: "A permissão {type, select, bank {do banco} other {de {bank}}} deixou de valer",
      bank_trouble: "{type, select, bank {O banco} other {{bank}}} não respondeu",
      unsure: "Não conseguimos saber como está",
      checking: "Começamos a verificar como está",
      fresh: "Dados em dia: {when}",
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
