/** What the way to the phone says, in the Spanish of Mexico and of Colombia. */
export const handoffEsMX = {
  handoff: {
    open: "Sigue en tu celular",
    openFor: "Sigue en tu celular con {bank}",
    how: "Apunta la cámara de tu celular a este código y sigue allá con {bank}. Vale dos minutos y se abre una sola vez.",
    code: "Código QR para seguir con {bank} en tu celular",
    making: "Preparando el código…",
    over: "Este código ya no vale.",
    again: "Pide otro",
    close: "Cerrar código",
    here: "Abrir aquí en una ventana de celular",
  },
} as const;
