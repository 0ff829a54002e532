import type { Words } from "./es.ts";

/** Every sentence that the page says, in Brazilian Portuguese. */
export const pt: Words = {
  language: "pt",
  page: {
    title: "Seus bancos",
    titleWithCount: (count) => `(${count}) Seus bancos`,
    skip: "Ir para o conteúdo",
    home: "Relink, seus bancos",
    leave: "Sair",
    leaveFailed: "Não foi possível sair. Tente de novo.",
    offline: "Você está sem internet. O que você vê pode ter mudado.",
    loading: "Carregando…",
    notFoundTitle: "Não há nada aqui",
    notFoundText: "Esta página não existe ou mudou de lugar.",
    crashTitle: "Algo deu errado do nosso lado",
    crashText: "Recarregue a página. Seus bancos e seus dados estão a salvo.",
    reload: "Recarregar",
    backHome: "Ver seus bancos",
  },
  start: {
    title: "Escolha uma pessoa de exemplo",
    text: "É uma demonstração: nem as pessoas nem os bancos são reais, e nada sai deste computador.",
    failed: "Não foi possível entrar. Tente de novo.",
    situations: {
      all_connected: "Tudo conectado",
      password: "Um banco pede senha nova",
      code: "Um banco pede um código",
      unfinished: "Uma conexão por terminar",
      several: "Vários bancos para reparar",
      brazil: "Um banco do Brasil",
      empty: "Ainda sem bancos",
      many: "250 bancos",
    },
    closedTitle: "Entre pelo seu aplicativo",
    closedText:
      "Para proteger suas contas, esta página abre com o endereço que o aplicativo onde você conectou seus bancos lhe dá.",
  },
  enter: {
    working: "Abrindo sua página…",
    failedTitle: "Este endereço não vale mais",
    failedText:
      "Cada endereço abre uma só vez e vence em 15 minutos. Peça um novo no seu aplicativo.",
    offlineTitle: "Não foi possível abrir sua página",
    offlineText: "Verifique sua internet e tente de novo. Seu endereço continua valendo.",
  },
  links: {
    title: "Seus bancos",
    needsYou: (count) =>
      count === 1 ? "1 banco precisa de você" : `${count} bancos precisam de você`,
    allWell: "Tudo conectado",
    nothingToDo: "Não há nada a fazer por agora",
    emptyTitle: "Você ainda não tem bancos conectados",
    emptyText: "Quando você conectar um no seu aplicativo, verá aqui se ele continua funcionando.",
    failedTitle: "Não foi possível ver como estão seus bancos",
    failedText: "Estamos tentando de novo. Suas contas estão bem: isto só afeta esta página.",
    retry: "Tentar agora",
    stale: (when) => `Não conseguimos consultar seus bancos agora. Eles estavam assim ${when}.`,
    more: "Mostrar mais bancos",
    updated: (when) => `Dados recebidos ${when}`,
    neverUpdated: "Ainda sem dados",
    repaired: (when) => `Reparado ${when}`,
    fetching: "Buscando seus dados mais recentes…",
  },
  news: {
    one: (bank, state) => `${bank} mudou: ${state}.`,
    many: (count) => `${count} bancos mudaram.`,
  },
  state: {
    connected: "Conectado",
    password_needed: "Senha nova",
    code_needed: "Código pendente",
    unfinished: "Por terminar",
    elsewhere: "Resolve-se em outro lugar",
    bank_trouble: "O banco não responde",
    unsure: "A confirmar",
    checking: "Verificando",
  },
  why: {
    connected: (bank) => `${bank} nos envia seus dados normalmente.`,
    password_needed: (bank) =>
      `${bank} não aceita mais a senha que você informou. Digite a nova e seus dados voltarão a chegar.`,
    code_needed: (bank) =>
      `${bank} pede um código de segurança. Deixe seu celular por perto: leva um minuto.`,
    unfinished: (bank) =>
      `A conexão com ${bank} ficou pela metade. Termine e seus dados começarão a chegar.`,
    elsewhere: (bank) => `A permissão de ${bank} se renova no portal Meu Belvo, não nesta página.`,
    bank_trouble: (bank) =>
      `${bank} não está respondendo. Assim que voltar a funcionar, você verá aqui.`,
    unsure: (bank) =>
      `Não sabemos ao certo como está ${bank}. Continuamos verificando e você verá aqui.`,
    checking: (bank) =>
      `Algo pode ter mudado em ${bank}. Estamos verificando e em um momento você verá aqui.`,
  },
  repair: {
    update: "Atualizar",
    updateBank: (bank) => `Atualizar ${bank}`,
    portal: "Ir para o Meu Belvo",
    notYou: "Você não precisa fazer nada.",
    busyElsewhere: "Termine primeiro com o outro banco.",
    preparing: (bank) => `Abrindo a tela de ${bank}…`,
    confirming: (bank) => `Confirmando com ${bank}…`,
    withBank: (bank) => `Você está na tela de ${bank}.`,
    repaired: (bank) => `Pronto: ${bank} voltou a se conectar.`,
    already: (bank) => `${bank} já está conectado. Você não precisa fazer nada.`,
    left: (bank) => `Você fechou a tela de ${bank}. Pode continuar quando quiser.`,
    reload: "Recarregar e tentar",
    close: "Fechar aviso",
    stillBroken: {
      login_error: (bank) =>
        `${bank} não aceitou esses dados. Confira sua senha no site ou aplicativo dele antes de tentar de novo.`,
      token_required: (bank) => `${bank} não aceitou o código. Peça um novo e tente de novo.`,
      too_many_sessions: (bank) =>
        `Você tem outra sessão aberta em ${bank}. Encerre-a, espere dois minutos e tente de novo.`,
      bank_down: (bank) =>
        `${bank} não está funcionando agora. A culpa não é sua: tente mais tarde.`,
      other: (bank) => `${bank} continua sem conexão. Você pode tentar de novo.`,
    },
    failed: {
      no_network: "Você está sem internet. Verifique e tente de novo.",
      widget_blocked:
        "Algo no seu navegador não deixa abrir a tela do banco, talvez um bloqueador de anúncios. Desative-o aqui e tente de novo.",
      widget_dead: "A tela do seu banco não chegou. Recarregue esta página e tente de novo.",
      widget_silent: "A tela do seu banco ficou em branco. Tente de novo.",
      expired: "Passou muito tempo e a tela do seu banco fechou por segurança. Tente de novo.",
      other_tab: "Você já está com este banco em outra aba. Termine lá ou feche-a.",
      not_confirmed:
        "Seu banco ainda não confirmou a mudança. Continuamos verificando e esta página se atualizará sozinha.",
      rate_limited: "Há muitas tentativas neste momento. Espere um minuto e tente de novo.",
      belvo_unreachable:
        "Não conseguimos abrir a tela do seu banco agora. Tente em alguns minutos; seus dados estão a salvo.",
      not_found:
        "Esta conexão não existe mais. Você pode conectar o banco de novo no seu aplicativo.",
      not_repairable_here: "Esta conexão não se repara nesta página.",
      unauthenticated: "Sua sessão terminou. Entre de novo pelo seu aplicativo.",
      other: "Algo falhou do nosso lado. Tente de novo daqui a pouco.",
    },
  },
  refresh: {
    ask: "Buscar meus dados agora",
    asking: "Pedindo seus dados…",
    wait: (bank, time) => `${bank} tem outra sessão aberta. Você poderá tentar de novo às ${time}.`,
    started: "Pronto: pedimos seus dados. Eles costumam chegar em alguns minutos.",
    freshAlready: "Você já tem seus dados mais recentes.",
    needsYou: (bank) => `${bank} precisa de você. Veja acima o que fazer.`,
    loginRefused: (bank) =>
      `${bank} não nos deixou entrar desta vez. Se você mudou a senha, pediremos a nova aqui.`,
    unreachable: "Não foi possível pedir seus dados agora. Tente em alguns minutos.",
  },
  link: {
    back: "Seus bancos",
    history: "Histórico",
    noHistory: "Ainda não aconteceu nada.",
    notFoundTitle: "Não encontramos esta conexão",
    notFoundText: "Talvez ela não exista mais ou seja de outra pessoa.",
    checked: (when) => `Última verificação: ${when}`,
    because: {
      reading: "Quem nos disse foi a Belvo, que nos conecta ao seu banco.",
      hint: "Fomos avisados de uma mudança e estamos verificando.",
      refusal: "Seu banco não respondeu quando pedimos seus dados.",
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
      opened: "Você abriu a tela do banco",
      connected: "O banco confirmou a conexão",
      password_needed: "A senha deixou de funcionar",
      code_needed: "O banco pediu um código",
      unfinished: "A conexão ficou pela metade",
      elsewhere: "A permissão do banco deixou de valer",
      bank_trouble: "O banco não respondeu",
      unsure: "Não conseguimos saber como está",
      checking: "Começamos a verificar como está",
      fresh: (when) => `Dados em dia: ${when}`,
      asked: "Você pediu seus dados",
      repairedIn: (time) => `Reparado por você em ${time}`,
      ended_repaired: "Reparado por você",
      ended_still_broken: "Desta vez não funcionou",
      ended_left: "Você fechou a tela do banco",
      ended_expired: "A tela do banco fechou por tempo",
      ended_failed: "A tela do banco não abriu",
      ended_confirming: "Esperando confirmação",
    },
  },
};
