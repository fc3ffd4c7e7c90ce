package org.paylink.sending;

import java.util.List;
import org.paylink.background.OutboxWorker;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;

/** Sends a link while somebody waits for it; what is refused for now goes on in the background. */
public final class SendNow {
  private final Host host;
  private final SendLink sendLink;
  private final OutboxWorker outbox;

  /** For a host. */
  public SendNow(Host host, SendLink sendLink, OutboxWorker outbox) {
    this.host = host;
    this.sendLink = sendLink;
    this.outbox = outbox;
  }

  /**
   * Queues the mails and tries each once.
   *
   * @return what became of each so far
   * @throws org.paylink.problem.PaylinkException as {@link SendLink#queue}; nothing is sent then
   */
  public List<Delivery> send(SendLink.Request request, Actor actor) {
    List<String> ids = sendLink.queue(request, actor);
    ids.forEach(outbox::workOne);
    return host.records()
        .unit(unit -> ids.stream().flatMap(id -> Deliveries.find(unit, id).stream()).toList());
  }
}
