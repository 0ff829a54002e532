import type { HandoffCatalogue } from "./handoff-catalogue.ts";

export const handoffPtBR: HandoffCatalogue = {
  handoff: {
    open: "Continue no celular",
    openFor: "Continue no celular com {bank}",
    how: "Aponte a câmera do celular para este código e continue lá com {bank}. Ele vale dois minutos e abre uma só vez.",
    code: "Código QR para continuar com {bank} no celular",
    making: "Preparando o código…",
    over: "Este código não vale mais.",
    again: "Peça outro",
    close: "Fechar código",
    here: "Abrir aqui em uma janela de celular",
  },
};
