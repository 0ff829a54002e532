import { Component, useContext, type ReactNode } from "react";
import { Button } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { VoiceContext } from "../words/voice-context.tsx";

interface Props {
  children: ReactNode;
}

/** Catches a fault of ours in drawing the page, and says so instead of leaving it blank. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const voice = useContext(VoiceContext);
  if (!voice) return null;
  const { say } = voice;
  return (
    <Message
      title={say("page.crashTitle")}
      text={say("page.crashText")}
      action={<Button onClick={() => window.location.reload()}>{say("page.reload")}</Button>}
    />
  );
}
