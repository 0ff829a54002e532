import { useState } from "react";
import { useAnnounce } from "./announcer.tsx";
import { Button } from "./button.tsx";

interface CopyButtonProps {
  text: string;
  /** What the button says before, and once the text is copied. */
  words: { copy: string; copied: string };
}

/** Copies a text, where the browser lets pages do that. */
export function CopyButton({ text, words }: CopyButtonProps) {
  const announce = useAnnounce();
  const [isCopied, setCopied] = useState(false);
  // Typed as always there, and missing on insecure origins.
  if (!("clipboard" in navigator)) return null;

  const onClick = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
        announce(words.copied);
      },
      () => undefined,
    );
  };
  return (
    <Button look="text" onClick={onClick}>
      {isCopied ? words.copied : words.copy}
    </Button>
  );
}
