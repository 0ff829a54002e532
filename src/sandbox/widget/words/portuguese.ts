import type { Words } from "./words.ts";

export const portuguese: Words = {
  frameTitle: "Atualize sua conexão",
  ribbon: "Sandbox: nada aqui é real",
  close: "Fechar",
  loading: "Um momento…",
  done: "Concluir",
  retry: "Tentar de novo",
  notNow: "Agora não",
  goBack: "Voltar",
  goBackYourself: "Você já pode voltar para a página de onde veio.",
  credentials: {
    title: "Digite sua nova senha",
    text: (bank) => `A que você deu não serve mais em ${bank}.`,
    unfinished: {
      title: "Digite sua senha",
      text: (bank) => `Com ela, sua conexão com ${bank} fica pronta.`,
    },
    label: "Senha",
    help: "Seu usuário não muda.",
    show: "Mostrar senha",
    hide: "Ocultar senha",
    submit: "Atualizar",
    busy: "Atualizando…",
    missing: "Digite sua senha.",
    refused: "O banco não aceitou esta senha. Confira e tente de novo.",
    refusedBy: (name) => `${name} não aceitou esta senha. Confira e tente de novo.`,
    expired: "Demorou demais. Digite sua senha outra vez.",
    hint: "Aqui qualquer senha serve. Digite `pass_invalid` para ver uma recusa.",
  },
  identity: {
    title: "Digite seus dados outra vez",
    text: (name) => `${name} não aceita mais os que você deu.`,
    unfinished: {
      title: "Digite seus dados",
      text: (name) => `Com eles, sua conexão com ${name} fica pronta.`,
    },
    email: "E-mail",
    emailHelp: (name) => `O que você deu a ${name}.`,
    length: (signs) => `${signs} letras e números`,
    missing: (label) => `Digite este dado: ${label}.`,
    malformed: (label, signs) =>
      signs === undefined ? `Confira este dado: ${label}.` : `${label}: ${signs} letras e números.`,
    noEmail: "Digite um e-mail como nome@exemplo.com.",
    refused: (name) => `${name} não aceitou estes dados. Confira e tente de novo.`,
    hint: "O e-mail `nobody@example.com` é recusado.",
    fill: "Preencher com dados de teste",
  },
  code: {
    title: "Digite o código do seu banco",
    text: (bank) => `${bank} quer confirmar que é você.`,
    arrives: "Chega por mensagem ou e-mail, ou aparece no app do seu banco.",
    label: "Código de seis dígitos",
    submit: "Confirmar",
    busy: "Confirmando…",
    malformed: "Digite os seis dígitos do código.",
    refused: "O banco não aceitou este código. Confira e tente de novo.",
    expired: "Demorou demais. Digite um código novo.",
    useNumber: "Digite este número no dispositivo do seu banco para obter um código:",
    scan: "Escaneie isto com o app do seu banco:",
    confirmed: "Já confirmei",
    notConfirmed: "O banco ainda não recebeu sua confirmação.",
    hint: "`111111` é aceito, `999999` é recusado.",
  },
  success: (bank) => ({
    title: "Tudo pronto!",
    text: `Sua conexão com ${bank} voltou a funcionar.`,
  }),
  connected: (bank) => ({
    title: "Já está conectado",
    text: `Sua conexão com ${bank} funciona. Não há nada para atualizar.`,
  }),
  sessionExpired: {
    title: "Sessão expirada",
    text: "Esta sessão acabou ou já foi usada. Volte e comece a atualização outra vez.",
  },
  createMode: {
    title: "Nenhuma conexão para atualizar",
    text: "Este token de acesso não indica nenhum link. O sandbox só imita o modo de atualização, por isso não pode criar uma conexão nova.",
  },
  errors: (bank) => ({
    too_many_sessions: {
      title: "Você tem outra sessão aberta",
      text: `${bank} permite uma só sessão. Encerre-a, espere dois minutos e tente de novo.`,
    },
    institution_down: {
      title: `${bank} está fora do ar`,
      text: "O problema está do lado deles, não no que você digitou. Tente mais tarde.",
    },
    institution_unavailable: {
      title: `${bank} não está disponível`,
      text: "Não responde neste momento. Tente em alguns minutos.",
    },
    institution_inactive: {
      title: `${bank} está em pausa`,
      text: "Suas conexões estão suspensas por enquanto. Tente outro dia.",
    },
    request_timeout: {
      title: "Está demorando demais",
      text: `${bank} não respondeu a tempo. Tente de novo.`,
    },
    rate_limited: {
      title: "Muitas solicitações",
      text: "Espere meio minuto e tente de novo.",
    },
    offline: {
      title: "Sem conexão",
      text: "Não foi possível chegar à Belvo. Confira sua internet e tente de novo.",
    },
    unexpected_error: {
      title: "Algo deu errado",
      text: "Não foi culpa sua. Tente de novo e, se acontecer outra vez, volte mais tarde.",
    },
  }),
  leave: {
    title: "Sair sem atualizar?",
    text: "Sua conexão continuará em pausa até você atualizá-la.",
    stay: "Continuar atualizando",
    leave: "Sair",
  },
  survey: {
    title: "Por que você está saindo?",
    reasons: [
      "Não tenho minha senha ou o código à mão",
      "Não sei se isto é seguro",
      "Algo não funcionou",
    ],
    stay: "Continuar atualizando",
    leave: "Sair",
  },
};
