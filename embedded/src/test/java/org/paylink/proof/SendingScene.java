package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.paylink.host.Mailer;
import org.paylink.issuing.Issued;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryKind;
import org.paylink.link.History;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Row;
import org.paylink.sending.SendLink;

/** A link to be sent, and a transport whose answers a test decides. */
abstract class SendingScene extends Scene {
  static final String ANNA = "anna@example.com";
  private int keys;
  Issued link;

  @BeforeEach
  void aLinkToSend() {
    world.post.asUsual();
    link = world.issue(world.order(TOTAL));
  }

  final List<Delivery> send(String recipient) {
    return world.paylink.send(
        wish(List.of(recipient), "Pay", "Pay {amount}\n\n{link}"), World.SALES);
  }

  final SendLink.Request wish(List<String> recipients, String subject, String text) {
    return new SendLink.Request(
        link.linkId(), "key" + ++keys, recipients, "link", "en", subject, text);
  }

  final void refused(SendLink.Request wish, Problem problem) {
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(() -> world.paylink.send(wish, World.SALES))
        .matches(e -> e.problem() == problem);
  }

  final void passAndSweep(Duration time) {
    world.clock.advance(time);
    world.paylink.sweeper().sweep();
  }

  final List<Mailer.Message> mails() {
    return world.post.taken.stream().filter(m -> m.text().contains(link.url())).toList();
  }

  final List<Delivery> deliveries() {
    return world.records.unit(unit -> Deliveries.ofLink(unit, link.linkId())).stream()
        .filter(each -> each.kind() == DeliveryKind.LINK)
        .toList();
  }

  final List<String> history() {
    return world.records.unit(unit -> History.read(unit, link.linkId(), 50)).stream()
        .map(History.Entry::event)
        .toList();
  }

  final List<Map<String, Object>> rows(String entity) {
    return world.records.unit(
        unit ->
            unit
                .list(org.paylink.records.Query.from(entity).equal("paymentLinkId", link.linkId()))
                .stream()
                .map(Row::fields)
                .toList());
  }
}
